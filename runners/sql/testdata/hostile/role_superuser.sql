-- expect query: raised no_result
-- Makes itself a superuser.
alter role current_user superuser
