"""Threads of answers"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("thread", sa.String(length=64), nullable=True))
    op.execute("UPDATE answers SET thread = id")
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.alter_column("thread", existing_type=sa.String(length=64), nullable=False)
        batch_op.create_index(batch_op.f("ix_answers_thread"), ["thread"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answers_thread"))
        batch_op.drop_column("thread")
