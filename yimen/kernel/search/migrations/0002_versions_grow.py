from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0001_documents_and_changes")]

    operations = [migrations.RunSQL("CREATE SEQUENCE search_version", "DROP SEQUENCE search_version")]
