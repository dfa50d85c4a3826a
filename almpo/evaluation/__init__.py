"""What `almpo eval` and `almpo bench` run."""
