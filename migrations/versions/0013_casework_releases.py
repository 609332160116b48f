"""casework_releases."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "casework_releases",
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_casework_releases_numbered_from_one")),
        sa.ForeignKeyConstraint(
            ["area_id"], ["areas.id"], name=op.f("fk_casework_releases_area_id_areas")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_casework_releases")),
        sa.UniqueConstraint(
            "area_id",
            "begins_on",
            "number",
            name=op.f("uq_casework_releases_area_id_begins_on_number"),
        ),
    )


def downgrade() -> None:
    op.drop_table("casework_releases")
