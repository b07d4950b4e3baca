"""Mail of the sign-in machinery (reset of passwords, confirmation of addresses) leaves through the queue.

So a page answers while the mail server is away, and nothing is lost.
"""

from __future__ import annotations

from django.core.mail import EmailMessage

from yimen.kernel.jobs.registry import Retry, job


@job(name="people.send_account_mail", retry=Retry(after=(10, 60, 300, 1800, 7200)))
def send_account_mail(*, subject: str, body: str, to: list[str]) -> None:
    """发送账户邮件."""
    EmailMessage(subject=subject, body=body, to=to, headers={"Auto-Submitted": "auto-generated"}).send()
