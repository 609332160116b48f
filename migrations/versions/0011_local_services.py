"""local_services."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "local_services",
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("minimum_age", sa.Double(), nullable=True),
        sa.Column("maximum_age", sa.Double(), nullable=True),
        sa.Column("who_for", sa.Text(), nullable=False),
        sa.Column("opening", sa.JSON(), nullable=False),
        sa.Column("cost", sa.Text(), nullable=False),
        sa.Column("is_free", sa.Boolean(), nullable=True),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("closed_for_now", sa.Boolean(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("folded_name", sa.String(), nullable=False),
        sa.Column("folded_text", sa.Text(), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=True),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_on", sa.Date(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("minimum_age <= maximum_age", name=op.f("ck_local_services_ages")),
        sa.ForeignKeyConstraint(
            ["area_id"], ["areas.id"], name=op.f("fk_local_services_area_id_areas")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_services")),
        sa.UniqueConstraint(
            "area_id", "feed", "source_id", name=op.f("uq_local_services_area_id_feed_source_id")
        ),
    )
    with op.batch_alter_table("local_services", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_local_services_listed"),
            ["area_id", "gone_on", "folded_name"],
            unique=False,
        )

    op.create_table(
        "local_service_needs",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["local_services.id"],
            name=op.f("fk_local_service_needs_service_id_local_services"),
        ),
        sa.PrimaryKeyConstraint("service_id", "need", name=op.f("pk_local_service_needs")),
    )
    op.create_table(
        "local_service_places",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("outward", sa.String(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("access", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(latitude IS NULL) = (longitude IS NULL)",
            name=op.f("ck_local_service_places_both_or_neither"),
        ),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["local_services.id"],
            name=op.f("fk_local_service_places_service_id_local_services"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_service_places")),
        sa.UniqueConstraint(
            "service_id", "position", name=op.f("uq_local_service_places_service_id_position")
        ),
    )
    with op.batch_alter_table("local_service_places", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_local_service_places_outward"), ["outward"], unique=False
        )

    op.create_table(
        "local_service_stages",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["local_services.id"],
            name=op.f("fk_local_service_stages_service_id_local_services"),
        ),
        sa.PrimaryKeyConstraint("service_id", "stage", name=op.f("pk_local_service_stages")),
    )


def downgrade() -> None:
    op.drop_table("local_service_stages")
    with op.batch_alter_table("local_service_places", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_local_service_places_outward"))

    op.drop_table("local_service_places")
    op.drop_table("local_service_needs")
    with op.batch_alter_table("local_services", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_local_services_listed"))

    op.drop_table("local_services")
