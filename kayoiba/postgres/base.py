"""Django's PostgreSQL backend, with the embedded server behind it (the ENGINE `kayoiba.postgres`)."""

from django.db.backends.postgresql import base, client

from kayoiba import postgres


class DatabaseClient(client.DatabaseClient):
    def runshell(self, parameters):
        postgres.embedded.join()
        self.executable_name = str(postgres.embedded.programs / "psql")
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def get_new_connection(self, conn_params):
        postgres.embedded.join()
        return super().get_new_connection(conn_params)
