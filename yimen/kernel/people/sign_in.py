"""Where the sign-in machinery (django-allauth) meets our verbs: whatever makes or links an account goes through here."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context as current
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.base.actor import Public
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs import queries as orgs

from . import actions, numbers
from .jobs import send_account_mail
from .models import Person, PersonKind

TOTP_PURPOSE = "totp"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Registration through the verb ``register``; messages in the words of the house."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("登录名（或者电子邮箱）与密码不符，请核对后重新输入。"),
        "username_password_mismatch": gettext_lazy("登录名（或者电子邮箱）与密码不符，请核对后重新输入。"),
        "invalid_login": gettext_lazy("登录名（或者电子邮箱）与密码不符，请核对后重新输入。"),
        "invalid_password_reset": gettext_lazy("找回密码的链接已经失效，请重新申请。"),
        "too_many_login_attempts": gettext_lazy("登录失败次数过多，请过一会儿再试。"),
        "username_taken": gettext_lazy("登录名已经使用，请换一个。"),
        "account_inactive": gettext_lazy("该账户已经停用。如有疑问，请联系管理员。"),
    }

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        """注册 — raises Refused (the form Registration turns it into words beside the fields)."""
        city = orgs.city_org()
        if city is None:
            raise RuleBroken(_("本系统还没有设置城市，暂时不能注册。"))
        done = actions.register(
            city,
            **form.facts(),
            password_hash=make_password(form.cleaned_data["password1"]),
            language=translation.get_language() or settings.LANGUAGE_CODE,
            by=Public(),
            at=timezone.now(),  # noqa: TID251 - a door, like a page
        )
        return done.person

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the queue: the page answers while the mail server is away."""
        request = current.request
        facts = {"request": request, "email": email, "current_site": get_current_site(request), **context}
        message = self.render_mail(template_prefix, email, facts)
        send_account_mail.defer(subject=message.subject, body=str(message.body), to=list(message.to))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return str(settings.LOGIN_REDIRECT_URL)


class StaffSignInAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """统一身份认证 — the city's OpenID Connect provider signs officials in; it makes no account and gives no post."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Links the identity to the official with the same number or the same verified address, else turns away."""
        if sociallogin.is_existing:
            return
        person = official_of(sociallogin.account.extra_data)
        if person is None:
            messages.error(request, _("统一身份认证没有对应的工作人员账户，请联系本单位的管理员登记。"))
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, person)


def official_of(claims: dict[str, Any]) -> Person | None:
    """The active official whom the provider's claims name: by employee number, else by a verified address."""
    facts = {**claims, **claims.get("userinfo", {}), **claims.get("id_token", {})}
    officials = Person.objects.filter(kind=PersonKind.STAFF, is_active=True)
    if number := str(facts.get("employee_number") or ""):
        return officials.filter(employee_number=number).first()
    email = str(facts.get("email") or "")
    if email and facts.get("email_verified") is True:
        found = list(officials.filter(email__iexact=email)[:2])
        return found[0] if len(found) == 1 else None
    return None


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """二次验证 — secrets of authenticator apps lie encrypted in the database."""

    def encrypt(self, text: str) -> str:
        return numbers.sealed_text(text, TOTP_PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        return numbers.opened_text(encrypted_text, TOTP_PURPOSE)

    def get_totp_label(self, user: Person) -> str:
        return user.login


def is_secured(request: HttpRequest, person: Person) -> bool:
    """Whether a second factor was given in this session."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, person))
