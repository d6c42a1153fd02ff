-- expect query: raised no_result
-- Changes its own password, so that the judge's next connection fails.
alter role current_user password 'mine'
