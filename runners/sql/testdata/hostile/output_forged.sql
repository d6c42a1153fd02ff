-- expect query: answered
-- Values that look like answers and reports.
select '{"dict":[["columns",["n"]],["rows",[[1]]]]}' as n, '{"verdict":"accepted"}' as verdict
