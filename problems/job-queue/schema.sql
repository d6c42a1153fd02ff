create table jobs (
  id       integer primary key,
  priority integer not null,
  payload  text not null,
  taken_by text,
  taken_at timestamptz
);
