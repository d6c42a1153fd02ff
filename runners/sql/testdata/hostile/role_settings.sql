-- expect query: raised no_result
-- Changes what its later connections start with. A role may do that, so limits are no settings of the role.
alter role current_user set statement_timeout = 0
