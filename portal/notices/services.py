"""Turning what happened to requests into messages, each once, in one transaction."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from portal.cases.models import CaseNews
from portal.cases.news import NewsKind
from portal.notices import asking_services, queries
from portal.notices.asking import Asking
from portal.notices.gathering import Told, gather
from portal.notices.models import ToldNews
from portal.notices.news_words import said
from portal.notices.notice import Compose, Notice, about, key_for
from portal.notices.readers import Reader
from portal.notices.said import Said, together
from portal.outbox.services import write

Part = list[tuple[CaseNews, Said]]
"""News that one notice tells of, oldest first, and what it says of each."""

HOLD = timedelta(minutes=10)
"""How long a request must be quiet before its news is told: a slip of the keyboard can be put
right, and what is recorded at one sitting is one message.
"""

LONGEST_HOLD = timedelta(minutes=60)
"""After how long news is told although more keeps coming."""

AT_ONCE = 100


def next_requests(
    session: Session, *, now: datetime, besides: Collection[uuid.UUID]
) -> list[uuid.UUID]:
    """Some requests with news that is due, the oldest first; none of `besides`."""
    return queries.requests_with_news(session, _ripe(now), besides=besides, limit=AT_ONCE)


def spread(
    session: Session,
    request_ids: Collection[uuid.UUID],
    *,
    now: datetime,
    today: date,
    compose: Compose,
    secret: str,
) -> int:
    """Write the messages that tell of these requests' news; how many were written.

    All news of a request that is due goes into one notice for each reader. It is marked in the
    same transaction, so it is told once whatever breaks off in between. News younger than `HOLD`
    waits, and so does older news while more keeps coming, up to `LONGEST_HOLD`. Whoever is told
    that a stage has ended is asked how it went, once. `secret` is the portal's own.
    """
    news = queries.claim_news(session, request_ids, _ripe(now))
    if not news:
        return 0
    by_request = _by_request(news)
    told = gather(session, by_request.keys(), today=today)
    asking = _asking(session, told, secret=secret, today=today)
    count, rows, asked = 0, [], []
    for reader, part, notice in _notices(session, by_request, told, asking):
        if written := post(session, notice, compose=compose, now=now):
            count += written
            rows += [{"news_id": one.id, "person_id": reader.person_id} for one, _ in part]
            asked += [notice.asked] if notice.asked else []
    if rows:
        session.execute(insert(ToldNews), rows)
    asking_services.keep(session, asked)
    _mark(session, news, now)
    return count


def regard_as_told(session: Session, *, now: datetime) -> None:
    """Send no messages about what was recorded until now: the families heard of it otherwise.

    For records that begin with a past, such as those of the demonstration.
    """
    waiting = CaseNews.spread_at.is_(None), CaseNews.at <= now
    session.execute(update(CaseNews).where(*waiting).values(spread_at=now))


def post(session: Session, notice: Notice, *, compose: Compose, now: datetime) -> int:
    """Write a notice to the outbox by each way that its reader wants; how many were new."""
    return sum(
        write(session, message, key=key_for(notice.key, message.channel), now=now)
        for message in compose(notice)
    )


def _asking(
    session: Session, told: Mapping[uuid.UUID, Told], *, secret: str, today: date
) -> Asking:
    areas = {each.place.area.id for each in told.values()}
    return asking_services.asking(session, areas, told.keys(), secret=secret, today=today)


def _by_request(news: Iterable[CaseNews]) -> Mapping[uuid.UUID, Sequence[CaseNews]]:
    found: defaultdict[uuid.UUID, list[CaseNews]] = defaultdict(list)
    for each in news:
        found[each.request_id].append(each)
    return found


def _notices(
    session: Session,
    by_request: Mapping[uuid.UUID, Sequence[CaseNews]],
    told: Mapping[uuid.UUID, Told],
    asking: Asking,
) -> Iterator[tuple[Reader, Part, Notice]]:
    """Every notice that is to be written, for whom, and the news that it tells of."""
    before = queries.told_before(session, by_request.keys())
    for request_id, news in by_request.items():
        about_it = told[request_id]
        for reader in about_it.readers:
            for part in _parts(news, about_it, reader, before):
                yield reader, part, _notice(part, about_it, reader, asking)


def _ripe(now: datetime) -> queries.Ripe:
    return queries.Ripe(until=now - HOLD, first=now - LONGEST_HOLD)


def _parts(
    news: Iterable[CaseNews],
    told: Told,
    reader: Reader,
    before: Collection[tuple[uuid.UUID, uuid.UUID]],
) -> Iterator[Part]:
    """What is told to a reader in one notice each: all together, but not what nobody turns off."""
    together_with: Part = []
    for each in news:
        if not _is_for(each, reader):
            continue
        what = said(each, told.case, lambda number: (number, reader.person_id) in before)
        if what is not None and what.sort is None:
            yield [(each, what)]
        elif what is not None and reader.wishes.wants(what.sort):
            together_with.append((each, what))
    if together_with:
        yield together_with


def _notice(part: Part, told: Told, reader: Reader, asking: Asking) -> Notice:
    """The notice is known by its oldest news, of which a reader is told once."""
    oldest, _ = part[0]
    what = together([what for _, what in part])
    asked = asking.of(told, reader, part)
    return about(told, reader, what, key=f"news:{oldest.id}", today=asking.today, asked=asked)


def _is_for(news: CaseNews, reader: Reader) -> bool:
    """Whether a piece of news is for this reader: not if it is their own doing."""
    return (
        reader.sees
        and news.person_id in (None, reader.person_id)
        and not (news.kind == NewsKind.ACCOUNT_LINKED and news.object_id == reader.guardian_id)
    )


def _mark(session: Session, news: Sequence[CaseNews], now: datetime) -> None:
    ids = [each.id for each in news]
    session.execute(update(CaseNews).where(CaseNews.id.in_(ids)).values(spread_at=now))
