"""Structured data of the guide for search engines and assistants: schema.org GovernmentService."""

from __future__ import annotations

import json

from django.utils.safestring import SafeString

from yimen.kernel.web.words import named

from . import guidance
from .models import ItemVersion

ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def government_service(version: ItemVersion, address: str) -> SafeString:
    """The service as JSON-LD, safe inside a script element; it is data and is never run."""
    item = version.item
    data = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": named(item),
        "url": address,
        "serviceType": str(item.get_kind_display()),
        "provider": {
            "@type": "GovernmentOrganization",
            "name": named(item.org),
            "telephone": version.enquiry_phone,
        },
        "audience": [{"@type": "Audience", "audienceType": one} for one in item.audiences],
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceLocation": {"@type": "Place", "name": named(version.centre or item.org)},
            "processingTime": f"P{version.promised_days}D",
        },
        "offers": {"@type": "Offer", "description": guidance.fee_in_words(version.body.fees)},
    }
    return SafeString(json.dumps(data, ensure_ascii=False).translate(ESCAPED))
