"""Tickets and drafts: ledgers that know nothing of answers, and tags on answers."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TAGS = ("stage", "band", "pair_mark")


def upgrade() -> None:
    with op.batch_alter_table("responses", schema=None) as batch_op:
        for name in TAGS:
            batch_op.add_column(sa.Column(name, sa.String(), nullable=True))
        batch_op.drop_index("ix_responses_wave_id")
        batch_op.create_index("ix_responses_wave_id_id", ["wave_id", "id"], unique=False)
    _allow_values_up_to(20)
    op.create_table(
        "spent_tickets",
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["waves.id"], name=op.f("fk_spent_tickets_wave_id_waves")
        ),
        sa.PrimaryKeyConstraint("wave_id", "digest", name=op.f("pk_spent_tickets")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "way_counts",
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("band", sa.String(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["waves.id"], name=op.f("fk_way_counts_wave_id_waves")
        ),
        sa.PrimaryKeyConstraint("wave_id", "way", "stage", "band", name=op.f("pk_way_counts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "drafts",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f("fk_drafts_wave_id_waves")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_drafts")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drafts_wave_id"), ["wave_id"], unique=False)
    with op.batch_alter_table("readings", table_kwargs={"sqlite_with_rowid": False}) as batch_op:
        batch_op.drop_column("read_on")
    _make_anew_in_order_of_ids("reading_themes")


def _allow_values_up_to(most: int) -> None:
    """Only PostgreSQL can drop a check; SQLite's table is made anew, in the order of its ids."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_answers_value"), "answers", type_="check")
    with op.batch_alter_table("answers", table_kwargs={"sqlite_with_rowid": False}) as batch_op:
        batch_op.create_check_constraint(
            batch_op.f("ck_answers_value"), f"value BETWEEN 0 AND {most}"
        )


def _make_anew_in_order_of_ids(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        kept = {"sqlite_with_rowid": False}
        with op.batch_alter_table(table, recreate="always", table_kwargs=kept):
            pass


def downgrade() -> None:
    with op.batch_alter_table("readings") as batch_op:
        read_on = sa.Column("read_on", sa.Date(), nullable=False, server_default="2000-01-01")
        batch_op.add_column(read_on)
    with op.batch_alter_table("readings") as batch_op:
        batch_op.alter_column("read_on", server_default=None)
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drafts_wave_id"))
    op.drop_table("drafts")
    op.drop_table("way_counts")
    op.drop_table("spent_tickets")
    _allow_values_up_to(5)
    with op.batch_alter_table(
        "responses", schema=None, table_kwargs={"sqlite_with_rowid": False}
    ) as batch_op:
        batch_op.drop_index("ix_responses_wave_id_id")
        batch_op.create_index("ix_responses_wave_id", ["wave_id"], unique=False)
        for name in TAGS:
            batch_op.drop_column(name)
