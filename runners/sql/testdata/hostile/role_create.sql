-- expect query: raised no_result
-- Makes another role.
create role accomplice superuser login password 'x'
