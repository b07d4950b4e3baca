"""可办事项 — the acts on a manuscript, its check, what is public and a standing check, each with the page where it is done."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.offers import Offer, main_first, open_to
from yimen.kernel.base.actor import Actor
from yimen.kernel.web.shapes import OpenOffer

from . import actions, queries
from .models import Publication, Referral, SecrecyCheck


def _has_force(publication: Publication, _actor: Actor) -> bool:
    return bool(publication.current and publication.current.has_validity)


def _is_not_preparing(publication: Publication, _actor: Actor) -> bool:
    return queries.preparing(publication) is None


OF_VERSION = (
    Offer(actions.amend_publication, _("修改"), "disclosure:editing"),
    Offer(actions.submit_publication, _("送审"), "disclosure:submission", "primary"),
    Offer(actions.discard_version, _("放弃稿件"), "disclosure:discarding", "danger"),
    Offer(actions.publish_information, _("公开"), "disclosure:publishing", "primary"),
    Offer(actions.schedule_publication, _("定时公开"), "disclosure:scheduling"),
    Offer(actions.evaluate_withheld, _("定期评估"), "disclosure:evaluation", "primary"),
)
OF_CHECK = (
    Offer(actions.give_first_opinion, _("初审"), "disclosure:first-opinion", "primary"),
    Offer(actions.give_secrecy_opinion, _("保密审查"), "disclosure:secrecy-opinion", "primary"),
    Offer(actions.refer_doubt, _("提请确定"), "disclosure:referral"),
    Offer(actions.sign_publication, _("签发"), "disclosure:signature", "primary"),
    Offer(actions.return_publication, _("退回修改"), "disclosure:return"),
    Offer(actions.take_back, _("撤回送审"), "disclosure:taking-back", "danger"),
)
OF_PUBLICATION = (
    Offer(actions.revise_publication, _("修订"), "disclosure:revision", "primary", _is_not_preparing),
    Offer(actions.repeal_information, _("登记废止"), "disclosure:repeal", when=_has_force),
    Offer(actions.note_amendment, _("登记修订"), "disclosure:amendment", when=_has_force),
    Offer(actions.prolong_validity, _("延长有效期"), "disclosure:prolongation", when=_has_force),
    Offer(actions.archive_information, _("归档"), "disclosure:archiving"),
    Offer(actions.retract_information, _("撤回"), "disclosure:retraction", "danger"),
    Offer(actions.order_retraction, _("责令撤回"), "disclosure:retraction-order", "danger"),
)
OF_STANDING = (
    Offer(actions.confirm_standing_check, _("确认"), "disclosure:standing-confirmation", "primary"),
    Offer(actions.sign_standing_check, _("签发"), "disclosure:standing-signature", "primary"),
    Offer(actions.end_standing_check, _("终止"), "disclosure:standing-end", "danger"),
)
ANSWER_REFERRAL = Offer(actions.answer_referral, _("答复提请"), "disclosure:referral-answer", "primary")


def of_check(check: SecrecyCheck, asked: Referral | None, actor: Actor) -> list[OpenOffer]:
    """The signature that is asked for, and its neighbours: who may return is the one whose turn it is; the version in hand."""
    found = open_to(actor, check, OF_CHECK)
    if not any(one.kind == "primary" for one in found):
        found = [one for one in found if one.act != "return_publication"]
    referred = open_to(actor, asked, [ANSWER_REFERRAL]) if asked else []
    return main_first(found + open_to(actor, check.version, OF_VERSION) + referred)
