"""The way from a question to an answer, as steps.

plan → retrieve → pool → draft → verify → finish, with repair and a second writer where the gate stops a draft.
`walk` goes it in this process; `durable` goes it with LangGraph and can be taken up after a crash.
"""
