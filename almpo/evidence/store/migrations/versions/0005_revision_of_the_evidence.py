"""A number that grows with every change of the evidence, and the one that each pooled result holds for"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    made = op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
    )
    op.bulk_insert(made, [{"id": 1, "number": 1}])
    with op.batch_alter_table("syntheses", schema=None) as batch_op:
        batch_op.add_column(sa.Column("revision", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("syntheses", schema=None) as batch_op:
        batch_op.drop_column("revision")
    op.drop_table("revision")
