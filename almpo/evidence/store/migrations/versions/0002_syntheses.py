"""Kept pooled results"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "syntheses",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("series", sa.String(length=32), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_syntheses")),
    )
    with op.batch_alter_table("syntheses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_syntheses_series"), ["series"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("syntheses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_syntheses_series"))

    op.drop_table("syntheses")
