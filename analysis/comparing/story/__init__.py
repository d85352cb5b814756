"""The story in plain sentences: findings, the summary, and where in an article things stand."""
