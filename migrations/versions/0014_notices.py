"""notices."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice_settings",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("by_email", sa.Boolean(), nullable=False),
        sa.Column("mobile", sa.String(), nullable=False),
        sa.Column("new_steps", sa.Boolean(), nullable=False),
        sa.Column("answers", sa.Boolean(), nullable=False),
        sa.Column("dates", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_notice_settings_person_id_people")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_notice_settings")),
    )
    op.create_table(
        "told_news",
        sa.Column("news_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["news_id"], ["case_news.id"], name=op.f("fk_told_news_news_id_case_news")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_told_news_person_id_people")
        ),
        sa.PrimaryKeyConstraint("news_id", "person_id", name=op.f("pk_told_news")),
    )


def downgrade() -> None:
    op.drop_table("told_news")
    op.drop_table("notice_settings")
