"""waiting_figures."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "waiting_figures",
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("computed_on", sa.Date(), nullable=False),
        sa.Column("received_from", sa.Date(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("plans", sa.Integer(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "plans >= 0 AND plans <= cases", name=op.f("ck_waiting_figures_plans_among_cases")
        ),
        sa.ForeignKeyConstraint(
            ["area_id"], ["areas.id"], name=op.f("fk_waiting_figures_area_id_areas")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_figures")),
        sa.UniqueConstraint(
            "area_id", "computed_on", name=op.f("uq_waiting_figures_area_id_computed_on")
        ),
    )


def downgrade() -> None:
    op.drop_table("waiting_figures")
