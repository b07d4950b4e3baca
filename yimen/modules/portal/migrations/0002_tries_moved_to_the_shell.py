from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_tries")]

    operations = [migrations.DeleteModel("Tries")]
