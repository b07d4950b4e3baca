"""The API of the house: one NinjaAPI, a router a part, one way to say no (RFC 9457 problem details)."""

from __future__ import annotations

from typing import Any

from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from yimen.kernel.base.refusals import Refused
from yimen.kernel.calendar.endpoints import router as calendar
from yimen.kernel.documents.endpoints import router as documents
from yimen.kernel.ledger.endpoints import router as ledger
from yimen.kernel.notices.endpoints import router as notices
from yimen.kernel.people.auth import SESSION_OR_TOKEN
from yimen.kernel.people.endpoints import router as people
from yimen.kernel.policies.endpoints import router as policies
from yimen.kernel.search.endpoints import router as search_words
from yimen.kernel.web import errors
from yimen.modules.approvals.endpoints import router as approvals
from yimen.modules.disclosure.endpoints import router as disclosure
from yimen.modules.hall.endpoints import router as hall
from yimen.modules.leadership.endpoints import router as leadership
from yimen.modules.network.endpoints import router as network
from yimen.modules.outreach.endpoints import router as outreach
from yimen.modules.portal.endpoints import router as portal
from yimen.modules.projects.endpoints import router as projects
from yimen.modules.reports.endpoints import router as reports
from yimen.modules.requests.endpoints import router as requests
from yimen.modules.summaries.endpoints import router as summaries
from yimen.modules.supervision.endpoints import router as supervision

PROBLEM = {
    "title": "Problem",
    "description": "RFC 9457: what went wrong, in words fit for the person; fields or errors where some are named.",
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "fields": {"type": "object", "additionalProperties": {"type": "string"}},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
    "required": ["type", "title", "status", "code", "detail"],
}
SAYS_NO = {
    "400": "Bad Request",
    "401": "Unauthorized",
    "403": "Forbidden",
    "404": "Not Found",
    "409": "Conflict",
    "422": "Unprocessable Content",
    "429": "Too Many Requests",
}


class Api(NinjaAPI):
    """接口 — every operation may say no, in one form that is described once, here."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        schema["components"]["schemas"]["Problem"] = PROBLEM
        for path in schema["paths"].values():
            for operation in path.values():
                _describe_refusals(operation["responses"])
        return schema


def _describe_refusals(responses: dict[Any, Any]) -> None:
    """Adds the refusals that the operation does not describe in a form of its own."""
    declared = {str(status): status for status in responses}
    said = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status, title in SAYS_NO.items():
        own = responses.get(declared.get(status))
        if own is None or "Problem" in str(own.get("content")):
            responses[declared.get(status, int(status))] = {"description": title, "content": said}


api = Api(
    title="Yimen 一门",
    version="1.0.0",
    description="一座城市的政务服务接口。Every operation calls the same act as the page of the same name.",
    urls_namespace="api",
    auth=SESSION_OR_TOKEN,
    docs_url="/docs",
)
api.add_router("/approvals", approvals, tags=["approvals"])
api.add_router("/calendar", calendar, tags=["calendar"])
api.add_router("/disclosure", disclosure, tags=["disclosure"])
api.add_router("/documents", documents, tags=["documents"])
api.add_router("/hall", hall, tags=["hall"])
api.add_router("/leadership", leadership, tags=["leadership"])
api.add_router("/ledger", ledger, tags=["ledger"])
api.add_router("/network", network, tags=["network"])
api.add_router("/notices", notices, tags=["notices"])
api.add_router("/outreach", outreach, tags=["outreach"])
api.add_router("/people", people, tags=["people"])
api.add_router("/policies", policies, tags=["policies"])
api.add_router("/projects", projects, tags=["projects"])
api.add_router("/reports", reports, tags=["reports"])
api.add_router("/requests", requests, tags=["requests"])
api.add_router("/search-words", search_words, tags=["search"])
api.add_router("/summaries", summaries, tags=["summaries"])
api.add_router("/supervision", supervision, tags=["supervision"])
api.add_router("", portal, tags=["portal"])


def problem(status: int, code: str, detail: str, **more: Any) -> HttpResponse:
    """One problem in the form of RFC 9457, with our own ``code`` and, where fields are named, ``fields``."""
    body = {"type": "about:blank", "title": code, "status": status, "code": code, "detail": detail, **more}
    return JsonResponse(body, status=status, content_type="application/problem+json")


@api.exception_handler(DataError)
def unstorable(_request: HttpRequest, _error: DataError) -> HttpResponse:
    """What no text of the database can hold, such as the character of the code 0."""
    return problem(422, "rule_broken", _("内容含有不能保存的字符，请删除后再提交。"))


@api.exception_handler(Refused)
def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    fields = {name: str(message) for name, message in refusal.fields.items()}
    return problem(refusal.status, refusal.code, str(refusal), **({"fields": fields} if fields else {}))


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404, "not_found", _("没有找到，或者您无权查看。"))


def nowhere(request: HttpRequest, exception: Exception) -> HttpResponse:
    """没有找到 — no such address: below the API a problem, such as for an id that is none; elsewhere the page."""
    if request.path.startswith(reverse("api:api-root")):
        return not_found(request, Http404())
    return errors.not_found(request, exception)


@api.exception_handler(ValidationError)
def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [{"loc": list(one["loc"]), "msg": one["msg"]} for one in error.errors]
    return problem(422, "not_valid", _("提交的内容不符合要求，请按 errors 逐项改正。"), errors=errors)


@api.exception_handler(AuthenticationError)
def not_signed_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(401, "not_signed_in", _("请先登录，或者在 Authorization 中提供有效的令牌。"))


@api.exception_handler(HttpError)
def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, "http_error", str(error))
