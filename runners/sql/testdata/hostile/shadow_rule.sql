-- expect query: raised no_result
-- Has the table answer with other rows.
create rule "_RETURN" as on select to t do instead select 1 as n, 'one'::text as s
