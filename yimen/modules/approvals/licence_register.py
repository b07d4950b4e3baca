"""证照目录 — reads of licences and the rules that need them: who holds what, what may stand for a material, what waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.punctuation import joined, noted
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases.queries import CASE_READERS, under
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.roles import HALL_ROLES
from yimen.kernel.web.words import cn_date

from .handed_in import HandedIn
from .models import Application, Item, Licence, LicenceType, LicenceUse
from .models.items import ItemVersion
from .queries import IN_HAND, current_versions
from .states import CancelGround, LicenceState, State

REMIND_DAYS = 60
RENEWAL, CHANGE = "renew", "change"


def type_of(version: ItemVersion) -> LicenceType | None:
    """The kind of licence that the item issues: the one it names, else the one with its own code."""
    if version.result_kind != "licence":
        return None
    code = version.body.licence_type or version.item.code
    return LicenceType.objects.filter(code=code).first()


def register() -> QuerySet[Licence]:
    """证照目录 — every licence, for everybody: what is shown of a person is masked there."""
    return Licence.objects.select_related("type", "org", "holder").order_by("-issued_on", "-pk")


def own(actor: Actor) -> QuerySet[Licence]:
    """我的证照."""
    person = person_actor(actor)
    if person is None:
        return Licence.objects.none()
    return register().filter(holder=person.person)


def licences(actor: Actor) -> QuerySet[Licence]:
    """Licences that the actor reads in full: own ones, and by a post those of its body and centre."""
    person = person_actor(actor)
    if person is None:
        return Licence.objects.none()
    paths, halls = list(person.org_paths(*CASE_READERS)), list(person.org_paths(*HALL_ROLES))
    reach = under("org__path", paths) | under("application__centre_path", halls)
    rows = register().filter(Q(holder=person.person) | reach)
    return rows.select_related("application__item", "document", "end_document", "predecessor")


def in_force(on: date) -> Q:
    """Licences that hold on the day, swept or not."""
    until = Q(valid_until__isnull=True) | Q(valid_until__gte=on) | Q(deemed_until__gte=on)
    return until & Q(state=LicenceState.IN_FORCE, valid_from__lte=on)


def usable(application: Application, key: str, on: date) -> list[Licence]:
    """The licences of the applicant that can stand for a material today."""
    material = application.version.body.material(key)
    if material is None or not material.shared_source:
        return []
    held = Licence.objects.filter(in_force(on), holder=application.applicant_id)
    return list(held.filter(type__code=material.shared_source).select_related("type", "document"))


def holds(application: Application, code: str) -> bool:
    """Whether the applicant has a licence of this kind by the register; if it holds today is asked when it is used."""
    held = Licence.objects.filter(holder=application.applicant_id, type__code=code)
    return held.filter(state=LicenceState.IN_FORCE).exists()


def require_usable(application: Application, key: str, licence: Licence, on: date) -> None:
    """Raises RuleBroken unless the licence is the applicant's, of the kind asked for, and in force today."""
    material = application.version.body.material(key)
    if material is None or licence.type.code != material.shared_source:
        raise RuleBroken(_("这项材料不能用此证照代替。"))
    if licence.holder_id != application.applicant_id:
        raise RuleBroken(_("只能使用申请人本人持有的证照。"))
    if not licence.is_in_force(on):
        raise RuleBroken(
            _("%(licence)s 目前的状态是“%(state)s”，不能使用。")
            % {"licence": licence, "state": licence.standing(on).label}
        )


def require_still_in_force(application: Application, materials: Sequence[HandedIn], on: date) -> None:
    """Raises RuleBroken, naming the licences that stand for materials and do not hold any more."""
    if not any(one.licence for one in materials):
        return
    rows = application.materials.filter(replaced_at__isnull=True, licence__isnull=False)
    ended = [row.licence for row in rows.select_related("licence__type") if not _holds(row.licence, on)]
    if ended:
        names = joined((noted(one, one.standing(on).label) for one in ended if one), "、")
        raise RuleBroken(_("作为材料使用的证照已经失效：%(names)s") % {"names": names})


def _holds(licence: Licence | None, on: date) -> bool:
    return licence is not None and licence.is_in_force(on)


def changeable(application: Application, on: date) -> list[Licence]:
    """The licences among which the applicant chooses the one to be changed or renewed."""
    code = application.version.body.about_licence
    if not code:
        return []
    held = Licence.objects.filter(in_force(on), holder=application.applicant_id, type__code=code)
    return list(held.select_related("type", "org"))


def require_changeable(application: Application, licence: Licence, on: date) -> None:
    """Raises RuleBroken unless the licence is the applicant's, of the item's kind, in force, and free."""
    body = application.version.body
    if licence.holder_id != application.applicant_id or licence.type.code != body.about_licence:
        raise RuleBroken(_("请选择您本人持有的、此事项所涉的证照。"), fields={"licence": _("请选择")})
    if not licence.is_in_force(on):
        raise RuleBroken(_("此证照已经失效，不能变更或者延续。"), fields={"licence": _("已经失效")})
    others = licence.applications_about.filter(ended_at__isnull=True, concluded_at__isnull=True)
    if others.exclude(pk=application.pk).exclude(state__in=[State.DRAFT, State.DISCARDED]).exists():
        raise RuleBroken(_("此证照已有正在办理的变更或者延续申请。"), fields={"licence": _("正在办理")})


def require_chosen(application: Application, on: date) -> None:
    """At submission: an item that changes or renews a licence knows which one."""
    if not application.version.body.about_licence:
        return
    if application.licence is None:
        raise RuleBroken(_("请先选择要办理的证照。"), fields={"licence": _("请选择")})
    require_changeable(application, application.licence, on)


def is_late_renewal(application: Application, on: date) -> bool:
    """Whether renewal is asked for after its day: it is taken in, but nothing is deemed (行政许可法 50)."""
    licence = application.licence
    if licence is None or application.version.body.about_licence_act != RENEWAL:
        return False
    return licence.renewal_until is not None and on > licence.renewal_until


def timely_renewal(licence: Licence) -> Application | None:
    """The renewal that was asked for in time, was accepted and waits for its decision."""
    last = licence.renewal_until
    waiting = licence.applications_about.filter(state__in=IN_HAND, received_on__lte=last or date.max)
    found = [
        one for one in waiting.select_related("version") if one.version.body.about_licence_act == RENEWAL
    ]
    return found[0] if found and last is not None else None


def past(on: date) -> QuerySet[Licence]:
    """In force by the register, with their last day behind them."""
    rows = Licence.objects.annotate(until=Coalesce("deemed_until", "valid_until"))
    return rows.filter(state=LicenceState.IN_FORCE, until__lt=on).order_by("pk")


def to_remind(on: date) -> QuerySet[Licence]:
    """In force, not reminded yet, and the day until which renewal must be asked for comes near."""
    near = on + timedelta(days=REMIND_DAYS)
    open_one = Application.objects.filter(
        licence=OuterRef("pk"), ended_at__isnull=True, submitted_at__isnull=False
    )
    rows = Licence.objects.filter(~Exists(open_one), state=LicenceState.IN_FORCE, reminded_on__isnull=True)
    return rows.filter(valid_until__gte=on, valid_until__lte=near).order_by("pk")


def uses(licence: Licence) -> QuerySet[LicenceUse]:
    """用证记录 — for what it was used; its holder and its body see it."""
    return licence.uses.select_related("application__case", "application__org", "application__item")


def require_ground(licence: Licence, ground: str, on: date) -> None:
    """Raises RuleBroken when the ground of cancellation does not fit the licence (行政许可法 70)."""
    if ground not in CancelGround.values:
        raise RuleBroken(_("请选择注销事由。"), fields={"ground": _("请选择")})
    state = licence.standing(on)
    fits = {CancelGround.EXPIRED: LicenceState.EXPIRED, CancelGround.ENDED: LicenceState.REVOKED}
    wanted = fits.get(CancelGround(ground))
    if wanted is not None and state != wanted:
        message = _("注销事由与证照状态“%(state)s”不符。") % {"state": state.label}
        raise RuleBroken(message, fields={"ground": message})
    if wanted is None and state == LicenceState.REVOKED:
        message = _("已撤销的证照应当以“撤销”为由注销。")
        raise RuleBroken(message, fields={"ground": message})


def require_no_deemed(application: Application, on: date) -> None:
    """A renewal that the law deems granted cannot be refused any more, however long ago a sweep ran."""
    licence = application.licence
    if licence is None or application.version.body.about_licence_act != RENEWAL:
        return
    since = licence.deemed_renewed_on or _deemed_from(licence, on)
    if since is not None:
        raise RuleBroken(
            _("逾期未作决定，%(day)s起已视为准予延续（行政许可法第五十条），不能再作不予延续的决定。")
            % {"day": cn_date(since)}
        )


def _deemed_from(licence: Licence, on: date) -> date | None:
    """The day after the last one, once it has passed without the decision that was asked for in time."""
    until = licence.valid_until
    if until is None or on <= until or timely_renewal(licence) is None:
        return None
    return until + timedelta(days=1)


def begins_on(application: Application, today: date) -> date:
    """The first day of a licence: today; of one renewed late the day after the last one of the licence before it.

    One that is renewed early replaces the licence before it at once, and lasts as long as if it followed it.
    """
    licence = application.licence
    if licence is None or licence.valid_until is None:
        return today
    is_renewal = application.version.body.about_licence_act == RENEWAL
    return min(today, licence.valid_until + timedelta(days=1)) if is_renewal else today


def items_about(licences: Iterable[Licence], on: date) -> dict[UUID, list[Item]]:
    """The items by which licences that hold are renewed or changed, by licence: one query for all."""
    held = [one for one in licences if one.is_in_force(on)]
    codes = {one.type.code for one in held}
    rows = current_versions(on).filter(content__about_licence__in=list(codes)).select_related("item")
    found = [(version.body.about_licence, version.item) for version in rows]
    return {one.pk: [item for code, item in found if code == one.type.code] for one in held}


def advice(licence: Licence, on: date) -> str:
    """What its holder should do, and by when; empty while there is nothing to do."""
    until, ask_by = licence.valid_until, licence.renewal_until
    if until is None or ask_by is None or licence.standing(on) != LicenceState.IN_FORCE:
        return ""
    if licence.deemed_renewed_on is not None:
        return _("延续申请逾期未作决定，已视为准予延续至%(day)s。") % {"day": cn_date(licence.deemed_until)}
    if on > ask_by:
        return _("将于%(day)s到期，已经过了延续申请的期限，请尽快联系发证机关。") % {"day": cn_date(until)}
    if on >= until - timedelta(days=REMIND_DAYS):
        days = {"day": cn_date(until), "ask": cn_date(ask_by)}
        return _("将于%(day)s到期，需要延续的，请在%(ask)s（含当日）前提出申请。") % days
    return ""
