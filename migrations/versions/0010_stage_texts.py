"""stage_texts."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SIGNED = ("written_by_id", "checked_by_id", "sent_back_by_id", "published_by_id")


def upgrade() -> None:
    op.create_table(
        "stage_texts",
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("reading", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("based_on_id", sa.Uuid(), nullable=True),
        sa.Column("based_on_digest", sa.String(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_by_id", sa.Uuid(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_back_by_id", sa.Uuid(), nullable=True),
        sa.Column("sent_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_back_reason", sa.Text(), nullable=False),
        sa.Column("published_by_id", sa.Uuid(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["areas.id"], name=op.f("fk_stage_texts_area_id_areas")
        ),
        sa.ForeignKeyConstraint(
            ["based_on_id"], ["stage_texts.id"], name=op.f("fk_stage_texts_based_on_id_stage_texts")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], ["people.id"], name=op.f(f"fk_stage_texts_{column}_people")
            )
            for column in SIGNED
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_texts")),
        sa.UniqueConstraint(
            "area_id",
            "stage",
            "reading",
            "language",
            "number",
            name=op.f("uq_stage_texts_area_id_stage_reading_language_number"),
        ),
    )


def downgrade() -> None:
    op.drop_table("stage_texts")
