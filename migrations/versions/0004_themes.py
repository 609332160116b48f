"""themes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "themes",
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("goes_in", sa.Text(), nullable=False),
        sa.Column("stays_out", sa.Text(), nullable=False),
        sa.Column("examples", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_themes_area_id_areas")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_themes")),
        sa.UniqueConstraint("area_id", "name", name=op.f("uq_themes_area_id_name")),
    )
    op.create_table(
        "readings",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("read_by_id", sa.Uuid(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name=op.f("fk_readings_comment_id_comments")
        ),
        sa.ForeignKeyConstraint(
            ["read_by_id"], ["people.id"], name=op.f("fk_readings_read_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_readings_comment_id")),
    )
    op.create_table(
        "reading_themes",
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.Column("theme_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading_id"], ["readings.id"], name=op.f("fk_reading_themes_reading_id_readings")
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["themes.id"], name=op.f("fk_reading_themes_theme_id_themes")
        ),
        sa.PrimaryKeyConstraint("reading_id", "theme_id", name=op.f("pk_reading_themes")),
    )
    with op.batch_alter_table("reading_themes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reading_themes_theme_id"), ["theme_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("reading_themes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reading_themes_theme_id"))

    op.drop_table("reading_themes")
    op.drop_table("readings")
    op.drop_table("themes")
