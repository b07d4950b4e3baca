"""示例账户: the example accounts of this installation, for trying things out."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from yimen.kernel.people.models import Person
from yimen.project.city.persons import example_password, password_file

SHOWN = (
    "resident.one",
    "enterprise.one",
    "clerk.construction",
    "examiner.construction",
    "head.construction",
    "leader.construction",
    "seal.construction",
    "issue.construction",
    "reception",
    "manager",
    "auditor",
    "administrator",
)


class Command(BaseCommand):
    help = "Prints example accounts with their password; nothing when the city has none."

    def handle(self, *args: Any, **options: Any) -> None:
        persons = {one.login: one for one in Person.objects.filter(is_example=True)}
        if not persons:
            return
        self.stdout.write(
            f"示例账户 / example accounts, 密码 / password: {example_password()}  ({password_file()})"
        )
        for login in SHOWN:
            if login in persons:
                role = self._role(persons[login])
                self.stdout.write(f"  {login:24} {persons[login].name} {role}")

    def _role(self, person: Person) -> str:
        post = person.posts.select_related("org").order_by("since").first()
        return f"· {post.get_role_display()} · {post.org}" if post else ""
