create table tasks (
  id    integer primary key,
  title text not null,
  done  boolean not null
);

create table archive (
  id    integer primary key,
  title text not null
);
