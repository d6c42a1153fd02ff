-- expect query: raised no_result
-- Makes the session forget everything.
discard all
