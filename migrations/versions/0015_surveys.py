"""Surveys made by areas: versions, translations, agreement, and the keys of open waves."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KINDS = ("stars", "agreement", "yes_no", "choice", "comment")
KINDS_BEFORE = ("stars", "yes_no", "comment")
NEW_QUESTION_COLUMNS = (
    ("help_text", sa.String(), ""),
    ("offers_unknown", sa.Boolean(), sa.true()),
    ("asked_if_key", sa.String(), ""),
    ("asked_if_values", sa.JSON(), "[]"),
    ("picture", sa.String(), ""),
    ("removed", sa.Boolean(), sa.false()),
)
NEW_SURVEY_COLUMNS = (
    ("audience", sa.String(length=40), "parent"),
    ("layout", sa.String(length=40), "one_page"),
    ("version", sa.Integer(), "1"),
    ("after_stages", sa.JSON(), "[]"),
    ("asks_code_word", sa.Boolean(), sa.false()),
)
NEW_WAVE_COLUMNS = (
    ("channels", sa.JSON(), "[]"),
    ("invited_group", sa.String(), ""),
    ("paper_printed", sa.Integer(), "0"),
)


def upgrade() -> None:
    _allow_kinds(KINDS)
    for table, columns in (
        ("questions", NEW_QUESTION_COLUMNS),
        ("surveys", NEW_SURVEY_COLUMNS),
        ("waves", NEW_WAVE_COLUMNS),
    ):
        _add(table, columns)
    with op.batch_alter_table("surveys") as batch_op:
        batch_op.add_column(sa.Column("frozen_version", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("ended_on", sa.Date(), nullable=True))
    with op.batch_alter_table("waves") as batch_op:
        batch_op.add_column(sa.Column("remind_on", sa.Date(), nullable=True))
    op.create_table(
        "survey_agreements",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_survey_agreements_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["surveys.id"], name=op.f("fk_survey_agreements_survey_id_surveys")
        ),
        sa.PrimaryKeyConstraint("survey_id", "side", name=op.f("pk_survey_agreements")),
    )
    op.create_table(
        "survey_translations",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("introduction", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["surveys.id"], name=op.f("fk_survey_translations_survey_id_surveys")
        ),
        sa.PrimaryKeyConstraint("survey_id", "language", name=op.f("pk_survey_translations")),
    )
    op.create_table(
        "question_translations",
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("help_text", sa.String(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["questions.id"],
            name=op.f("fk_question_translations_question_id_questions"),
        ),
        sa.PrimaryKeyConstraint("question_id", "language", name=op.f("pk_question_translations")),
    )
    op.create_table(
        "wave_keys",
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f("fk_wave_keys_wave_id_waves")),
        sa.PrimaryKeyConstraint("wave_id", name=op.f("pk_wave_keys")),
    )
    _give_open_waves_a_key()
    _keep_waves_open_to_all()


def _allow_kinds(kinds: tuple[str, ...]) -> None:
    """Only PostgreSQL can drop a check; SQLite's table is made anew without it."""
    check = f"kind IN ({', '.join(map(repr, kinds))})"
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_questions_kind"), "questions", type_="check")
    with op.batch_alter_table("questions", recreate="auto") as batch_op:
        batch_op.create_check_constraint(batch_op.f("ck_questions_kind"), check)


def _add(table: str, columns: tuple[tuple[str, sa.types.TypeEngine, object], ...]) -> None:
    """Add columns that rows already there must have a value in."""
    with op.batch_alter_table(table) as batch_op:
        for name, kind, default in columns:
            column = sa.Column(name, kind, nullable=False, server_default=default)
            batch_op.add_column(column)
    with op.batch_alter_table(table) as batch_op:
        for name, _, _ in columns:
            batch_op.alter_column(name, server_default=None)


def _give_open_waves_a_key() -> None:
    waves = sa.table("waves", sa.column("id"), sa.column("opened_on"), sa.column("closed_on"))
    keys = sa.table("wave_keys", sa.column("wave_id"), sa.column("key"))
    connection = op.get_bind()
    is_open = waves.c.opened_on.is_not(None), waves.c.closed_on.is_(None)
    for wave_id in connection.scalars(sa.select(waves.c.id).where(*is_open)).all():
        connection.execute(keys.insert().values(wave_id=wave_id, key=secrets.token_bytes(32)))


def _keep_waves_open_to_all() -> None:
    """Whatever was said of how people were asked, until now the portal's page took every answer."""
    waves = sa.table(
        "waves", sa.column("survey_id"), sa.column("closed_on"), sa.column("channels", sa.JSON())
    )
    surveys = sa.table("surveys", sa.column("id"), sa.column("area_id"))
    of_areas = sa.select(surveys.c.id).where(surveys.c.area_id.is_not(None))
    op.execute(
        waves.update()
        .where(waves.c.survey_id.in_(of_areas), waves.c.closed_on.is_(None))
        .values(channels=["open_link"])
    )


def downgrade() -> None:
    for table in (
        "wave_keys",
        "question_translations",
        "survey_translations",
        "survey_agreements",
    ):
        op.drop_table(table)
    for table, columns in (
        ("waves", [*(name for name, _, _ in NEW_WAVE_COLUMNS), "remind_on"]),
        ("surveys", [*(name for name, _, _ in NEW_SURVEY_COLUMNS), "frozen_version", "ended_on"]),
        ("questions", [name for name, _, _ in NEW_QUESTION_COLUMNS]),
    ):
        with op.batch_alter_table(table) as batch_op:
            for name in columns:
                batch_op.drop_column(name)
    _allow_kinds(KINDS_BEFORE)
