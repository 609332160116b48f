"""family_questions."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "family_questions",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("standard_days", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("taken_by_id", sa.Uuid(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("closed_because", sa.String(), nullable=True),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("standard_days > 0", name=op.f("ck_family_questions_standard_days")),
        sa.CheckConstraint("due_on > asked_on", name=op.f("ck_family_questions_due_after_asked")),
        sa.CheckConstraint(
            "answered_on >= asked_on", name=op.f("ck_family_questions_answered_after_asked")
        ),
        sa.CheckConstraint(
            "(taken_by_id IS NULL) = (taken_at IS NULL)",
            name=op.f("ck_family_questions_taken_by_somebody"),
        ),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_by_id IS NULL)",
            name=op.f("ck_family_questions_answered_by_somebody"),
        ),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)",
            name=op.f("ck_family_questions_answered_at_a_moment"),
        ),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_on IS NULL)",
            name=op.f("ck_family_questions_answered_on_a_day"),
        ),
        sa.CheckConstraint(
            "(closed_because IS NULL) = (closed_by_id IS NULL)",
            name=op.f("ck_family_questions_closed_by_somebody"),
        ),
        sa.CheckConstraint(
            "(closed_because IS NULL) = (closed_on IS NULL)",
            name=op.f("ck_family_questions_closed_on_a_day"),
        ),
        sa.CheckConstraint(
            "answer IS NULL OR closed_because IS NULL",
            name=op.f("ck_family_questions_answered_or_closed"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_family_questions_request_id_requests")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["people.id"], name=op.f("fk_family_questions_asked_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["people.id"], name=op.f("fk_family_questions_taken_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["people.id"],
            name=op.f("fk_family_questions_answered_by_id_people"),
        ),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["people.id"], name=op.f("fk_family_questions_closed_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_questions")),
    )
    with op.batch_alter_table("family_questions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_family_questions_request_id"), ["request_id"], unique=False
        )
        batch_op.create_index(
            "ix_family_questions_answered_on_due_on", ["answered_on", "due_on"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("family_questions", schema=None) as batch_op:
        batch_op.drop_index("ix_family_questions_answered_on_due_on")
        batch_op.drop_index(batch_op.f("ix_family_questions_request_id"))

    op.drop_table("family_questions")
