-- expect query: raised no_result
-- Gives rows in a form that is no answer.
copy t to stdout
