"""Who may do what in the kernel rows below people, which do not know posts. Their codes stand in their own
permissions.py; a law test compares both.
"""

from collections.abc import Mapping, Sequence

from yimen.kernel.base.grants import Ground
from yimen.kernel.orgs.permissions import Permission as Orgs

from .permissions import administrator, city_data

GRANTS: Mapping[str, Sequence[Ground]] = {
    "calendar.year.load": [administrator, city_data],
    "calendar.day.change": [administrator, city_data],
    "policies.policy.set": [administrator, city_data],
    "jobs.job.retry": [administrator],
    "jobs.read": [administrator],
    Orgs.ORG_AMEND: [administrator, city_data],
    Orgs.ORG_CLOSE: [administrator],
    Orgs.ORG_FOUND: [administrator, city_data],
    Orgs.REGION_ADD: [administrator, city_data],
    Orgs.REGION_AMEND: [administrator, city_data],
    Orgs.SECTION_ADD: [administrator, city_data],
    Orgs.SECTION_AMEND: [administrator, city_data],
    Orgs.WINDOW_AMEND: [administrator, city_data],
    Orgs.WINDOW_OPEN: [administrator, city_data],
}
