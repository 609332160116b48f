"""letters."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letters",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("reference_key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("as_young_person", sa.Boolean(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("good_until", sa.Date(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ending", sa.String(), nullable=True),
        sa.Column("wrong_codes", sa.Integer(), nullable=False),
        sa.Column("wrong_dates", sa.Integer(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("linked_person_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ending IS NULL)", name=op.f("ck_letters_ended_for_a_reason")
        ),
        sa.ForeignKeyConstraint(
            ["linked_person_id"], ["people.id"], name=op.f("fk_letters_linked_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["people.id"], name=op.f("fk_letters_made_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_letters_request_id_requests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.create_index("ix_letters_reference_key", ["reference_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_letters_request_id"), ["request_id"], unique=False)

    op.create_table(
        "account_links",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wrong_dates", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_account_links_letter_id_letters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_links")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_account_links_token_digest")),
    )
    with op.batch_alter_table("account_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_links_letter_id"), ["letter_id"], unique=False)

    op.create_table(
        "status_passes",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("key_digest", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letters.id"], name=op.f("fk_status_passes_letter_id_letters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_passes")),
    )
    with op.batch_alter_table("status_passes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_status_passes_key_digest"), ["key_digest"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_status_passes_letter_id"), ["letter_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("status_passes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_status_passes_letter_id"))
        batch_op.drop_index(batch_op.f("ix_status_passes_key_digest"))

    op.drop_table("status_passes")
    with op.batch_alter_table("account_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_links_letter_id"))

    op.drop_table("account_links")
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letters_request_id"))
        batch_op.drop_index("ix_letters_reference_key")

    op.drop_table("letters")
