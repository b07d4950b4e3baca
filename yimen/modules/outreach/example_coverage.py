"""示例覆盖: streets and towns, communities and villages with their points and agents, all invented, made by the verbs.

The numbers of 2008 are the city's; names, codes and persons are examples and say so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle, islice
from typing import Any

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.orgs import actions as orgs
from yimen.kernel.orgs.models import Level, Org, OrgKind, Region
from yimen.kernel.orgs.queries import city_org
from yimen.kernel.people import actions as people
from yimen.kernel.people.models import Person, Post
from yimen.kernel.people.roles import Role

from . import actions
from .models import AgencyPoint
from .states import AgentKind, PointKind

EACH_STREET = 10
GAP = 40
"""Every so many communities has a window without an officer, so that a gap shows."""
COUNTY = "法库县"  # 中文
STREET, STREET_CENTRE = "示例街道{}", "{}服务中心"  # 中文
COMMUNITY, COMMUNITY_WINDOW = "{}示例社区{}", "{}信息查询窗口"  # 中文
TOWN, TOWN_CENTRE, TOWN_POINT = "示例乡镇{}", "{}政务服务中心", "{}代办窗口"  # 中文
VILLAGE, VILLAGE_POINT = "{}示例村{}", "{}代理点"  # 中文
PERSON, INSTRUMENT = "示例·{}{}", "示例"  # 中文


@dataclass(frozen=True)
class Amounts:
    """数量 — as the report of 2008 gives them; the one street centre of that report is the city's own data."""

    communities: int = 879
    street_centres: int = 0
    towns: int = 19
    points: int = 244
    town_agents: int = 176
    village_agents: int = 1108


class ExampleCoverage:
    """Makes what is not there yet; codes are the key, so it may be run again."""

    def __init__(
        self, *, by: Actor, at: datetime, progress: Callable[[str], None], logins: str = "example"
    ) -> None:
        """``logins`` is what the logins of its agents begin with: those of another beginning stay beside them."""
        self.by, self.at, self.progress, self.logins = by, at, progress, logins
        city = city_org()
        if city is None:
            raise LookupError("the city is not loaded")
        self.city = city

    def make(self, amounts: Amounts) -> None:
        districts = list(Region.objects.filter(level=Level.COUNTY).order_by("area_code"))
        self._communities(districts, amounts.communities, amounts.street_centres)
        self._towns(next(one for one in districts if one.name == COUNTY), amounts)

    def _communities(self, districts: list[Region], count: int, centres: int) -> None:
        """Streets of ten communities, over all districts in turn; the first ones have a service centre of their own."""
        for number, district in enumerate(islice(cycle(districts), -(-count // EACH_STREET))):
            turn = number // len(districts) + 1
            street = self._region(
                district, f"{district.area_code[:6]}9{turn:02d}000", STREET.format(turn), Level.TOWNSHIP
            )
            centre = self._centre(street, STREET_CENTRE.format(street.name))
            if number < centres:
                self._point(centre, street, PointKind.STREET, centre.name)
            for place in range(min(EACH_STREET, count - number * EACH_STREET)):
                code = f"{street.area_code[:9]}{place + 1:03d}"
                home = self._region(street, code, COMMUNITY.format(street.name, place + 1), Level.COMMUNITY)
                point = self._point(centre, home, PointKind.COMMUNITY, COMMUNITY_WINDOW.format(home.name))
                if (number * EACH_STREET + place + 1) % GAP:
                    self._agent(point, f"{self.logins}.officer.{code}", AgentKind.INFORMATION_OFFICER)
            self.progress(f"{district.name} {street.name}")

    def _towns(self, county: Region, amounts: Amounts) -> None:
        """Towns with their centres; villages, points and agents are spread over them evenly."""
        towns = []
        for turn in range(1, amounts.towns + 1):
            town = self._region(
                county, f"{county.area_code[:6]}8{turn:02d}000", TOWN.format(turn), Level.TOWNSHIP
            )
            centre = self._centre(town, TOWN_CENTRE.format(town.name))
            towns.append(
                (town, centre, self._point(centre, town, PointKind.TOWNSHIP, TOWN_POINT.format(centre.name)))
            )
        for number in range(amounts.town_agents):
            _town, _centre, point = towns[number % len(towns)]
            self._agent(point, f"{self.logins}.town-agent.{number + 1}", AgentKind.TOWNSHIP)
        villages = [
            self._village(towns[number % len(towns)], number // len(towns) + 1)
            for number in range(amounts.points)
        ]
        for number in range(amounts.village_agents):
            self._agent(
                villages[number % len(villages)],
                f"{self.logins}.village-agent.{number + 1}",
                AgentKind.VILLAGE,
            )
        self.progress(county.name)

    def _village(self, place: tuple[Region, Org, AgencyPoint], turn: int) -> AgencyPoint:
        town, centre, _point = place
        village = self._region(
            town, f"{town.area_code[:9]}{turn:03d}", VILLAGE.format(town.name, turn), Level.COMMUNITY
        )
        return self._point(centre, village, PointKind.VILLAGE, VILLAGE_POINT.format(village.name))

    def _region(self, parent: Region, code: str, name: str, level: Level) -> Region:
        known = Region.objects.filter(pk=code).first()
        facts: dict[str, Any] = {"area_code": code, "name": name, "level": level, "is_confirmed": False}
        return known or orgs.add_region(parent, **facts, by=self.by, at=self.at).region

    def _centre(self, region: Region, name: str) -> Org:
        code = f"example-centre-{region.area_code}"
        known = Org.objects.filter(code=code).first()
        above = Org.objects.filter(kind=OrgKind.DISTRICT_CENTRE, region=region.parent_id).first() or self.city
        facts: dict[str, Any] = {
            "code": code,
            "name": name,
            "kind": OrgKind.TOWNSHIP_CENTRE,
            "parent": above,
            "is_confirmed": False,
        }
        return known or orgs.found(region, **facts, by=self.by, at=self.at).org

    def _point(self, centre: Org, region: Region, kind: PointKind, name: str) -> AgencyPoint:
        known = AgencyPoint.objects.filter(region=region, kind=kind, closed_on=None).first()
        facts: dict[str, Any] = {
            "region": region,
            "kind": kind,
            "name": name,
            "opened_on": local_day(self.at),
            "is_confirmed": False,
        }
        return known or actions.open_point(centre, **facts, by=self.by, at=self.at).point

    def _agent(self, point: AgencyPoint, login: str, kind: AgentKind) -> None:
        """A person without a password, in the post of an agent at the point's centre."""
        if Person.objects.filter(login=login).exists():
            return
        both: dict[str, Any] = {"by": self.by, "at": self.at}
        name = PERSON.format(AgentKind(kind).label, login.rsplit(".", 1)[-1])
        person = people.enrol(self.city, login=login, name=name, is_example=True, **both).person
        since = local_day(self.at)
        people.appoint(point.org, person=person, role=Role.AGENT, since=since, instrument=INSTRUMENT, **both)
        post = Post.objects.select_related("org", "person").get(person=person)
        actions.appoint_agent(point, post=post, kind=kind, since=since, **both)
