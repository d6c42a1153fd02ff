-- expect query: raised no_result
-- Changes a setting by a statement.
set statement_timeout = 0
