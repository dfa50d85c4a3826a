"""`almpo eval` and `almpo bench`"""

import typer

eval_app = typer.Typer(help="How good it is: figures on gold data.", no_args_is_help=True)
bench_app = typer.Typer(help="How fast it is, and what it withstands.", no_args_is_help=True)
