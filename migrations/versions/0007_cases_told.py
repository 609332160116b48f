"""What families are told, the officers' list, and the young person's say."""

import uuid
from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _family_updates()
    _case_news()
    _case_positions()
    with op.batch_alter_table("guardians", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("as_young_person", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("agreed_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("calendar_key", sa.String(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_guardians_calendar_key"), ["calendar_key"])
    with op.batch_alter_table("guardians", schema=None) as batch_op:
        batch_op.alter_column("as_young_person", server_default=None)
    with op.batch_alter_table("case_exceptions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("end_recorded_at", sa.DateTime(timezone=True), nullable=True))
    _say_who_is_here_as_what()
    _place_every_request()
    _count_what_was_recorded_as_told()


def _family_updates() -> None:
    op.create_table(
        "family_updates",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("late_reason", sa.String(), nullable=True),
        sa.Column("expected_step", sa.String(), nullable=True),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(expected_step IS NULL) = (expected_on IS NULL)",
            name=op.f("ck_family_updates_a_day_has_a_step"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_family_updates_request_id_requests")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["people.id"], name=op.f("fk_family_updates_written_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_updates")),
    )
    with op.batch_alter_table("family_updates", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_family_updates_request_id"), ["request_id"], unique=False
        )


def _case_news() -> None:
    op.create_table(
        "case_news",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("object_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("spread_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_case_news_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_case_news_request_id_requests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_news")),
    )
    with op.batch_alter_table("case_news", schema=None) as batch_op:
        batch_op.create_index("ix_case_news_request_id_at", ["request_id", "at"], unique=False)
        batch_op.create_index("ix_case_news_spread_at", ["spread_at"], unique=False)


def _case_positions() -> None:
    op.create_table(
        "case_positions",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("contradictory", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("silent_since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["areas.id"], name=op.f("fk_case_positions_area_id_areas")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_case_positions_request_id_requests")
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_case_positions")),
    )
    with op.batch_alter_table("case_positions", schema=None) as batch_op:
        batch_op.create_index(
            "ix_case_positions_area_id_ended_on", ["area_id", "ended_on"], unique=False
        )


guardians = sa.table(
    "guardians",
    sa.column("id", sa.Uuid()),
    sa.column("person_id", sa.Uuid()),
    sa.column("child_id", sa.Uuid()),
    sa.column("since", sa.Date()),
    sa.column("as_young_person", sa.Boolean()),
    sa.column("agreed_on", sa.Date()),
)
children = sa.table(
    "children", sa.column("id", sa.Uuid()), sa.column("area_id", sa.Uuid()),
    sa.column("born", sa.Date()),
)  # fmt: skip
role_grants = sa.table(
    "role_grants",
    sa.column("person_id", sa.Uuid()),
    sa.column("area_id", sa.Uuid()),
    sa.column("role", sa.String()),
)


def _say_who_is_here_as_what() -> None:
    """Who held a young person's role is here as one; a parent let in after the age was agreed to.

    Until now a parent could only be let in after that age with the young person's agreement.
    """
    connection = op.get_bind()
    rows = connection.execute(
        sa.select(
            guardians.c.id, guardians.c.since, children.c.born,
            sa.exists()
            .where(role_grants.c.person_id == guardians.c.person_id)
            .where(role_grants.c.area_id == children.c.area_id)
            .where(role_grants.c.role == "young_person")
            .label("young"),
        ).join(children, children.c.id == guardians.c.child_id)
    ).all()  # fmt: skip
    for row in rows:
        agreed = None if row.young or row.since <= _last_day_of_school(row.born) else row.since
        connection.execute(
            sa.update(guardians)
            .where(guardians.c.id == row.id)
            .values(as_young_person=bool(row.young), agreed_on=agreed)
        )


def _last_day_of_school(born: date) -> date:
    last_of_june = date(born.year + (16 if born.month < 9 else 17), 6, 30)
    return last_of_june - timedelta(days=(last_of_june.weekday() - 4) % 7)


def _place_every_request() -> None:
    """A row for every request, silent since it was received; a task works out the other days."""
    op.execute(
        "INSERT INTO case_positions (request_id, area_id, contradictory, silent_since) "
        "SELECT requests.id, children.area_id, false, received_dates.received_on "
        "FROM requests JOIN children ON children.id = requests.child_id "
        "JOIN received_dates ON received_dates.request_id = requests.id "
        "WHERE NOT EXISTS (SELECT 1 FROM received_dates AS newer "
        "WHERE newer.corrects_id = received_dates.id)"
    )


events = sa.table(
    "case_events",
    sa.column("id", sa.Uuid()),
    sa.column("request_id", sa.Uuid()),
    sa.column("happened_on", sa.Date()),
    sa.column("recorded_at", sa.DateTime(timezone=True)),
)
news = sa.table(
    "case_news",
    sa.column("id", sa.Uuid()),
    sa.column("request_id", sa.Uuid()),
    sa.column("kind", sa.String()),
    sa.column("object_id", sa.Uuid()),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("spread_at", sa.DateTime(timezone=True)),
)
positions = sa.table(
    "case_positions",
    sa.column("request_id", sa.Uuid()),
    sa.column("told_on", sa.Date()),
    sa.column("silent_since", sa.Date()),
)


def _count_what_was_recorded_as_told() -> None:
    """Families read every step on their page as soon as it was recorded: nobody is told again."""
    connection = op.get_bind()
    told: dict[uuid.UUID, date] = {}
    for row in connection.execute(sa.select(events).where(events.c.happened_on.is_not(None))).all():
        at = {"at": row.recorded_at, "spread_at": row.recorded_at}
        about = {"request_id": row.request_id, "kind": "event", "object_id": row.id}
        connection.execute(sa.insert(news).values(id=uuid.uuid4(), **about, **at))
        told[row.request_id] = max(
            row.recorded_at.date(), told.get(row.request_id, row.recorded_at.date())
        )
    for request_id, day in told.items():
        of_it = sa.update(positions).where(positions.c.request_id == request_id)
        connection.execute(of_it.values(told_on=day))
        connection.execute(of_it.where(positions.c.silent_since < day).values(silent_since=day))


def downgrade() -> None:
    with op.batch_alter_table("case_exceptions", schema=None) as batch_op:
        batch_op.drop_column("end_recorded_at")
    with op.batch_alter_table("guardians", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_guardians_calendar_key"), type_="unique")
        batch_op.drop_column("calendar_key")
        batch_op.drop_column("agreed_on")
        batch_op.drop_column("as_young_person")
    op.drop_table("case_positions")
    op.drop_table("case_news")
    op.drop_table("family_updates")
