"""Addresses invited to a wave, and which stages families were asked about."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "invitations",
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("invited_on", sa.Date(), nullable=True),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["waves.id"], name=op.f("fk_invitations_wave_id_waves")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("wave_id", "email", name=op.f("uq_invitations_wave_id_email")),
    )
    op.create_table(
        "asked_stages",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_asked_stages_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_asked_stages_request_id_requests")
        ),
        sa.PrimaryKeyConstraint("request_id", "stage", "person_id", name=op.f("pk_asked_stages")),
    )
    with op.batch_alter_table("notice_settings", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("surveys", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    with op.batch_alter_table("notice_settings", schema=None) as batch_op:
        batch_op.alter_column("surveys", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("notice_settings", schema=None) as batch_op:
        batch_op.drop_column("surveys")
    op.drop_table("asked_stages")
    op.drop_table("invitations")
