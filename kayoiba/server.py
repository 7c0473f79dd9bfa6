"""gunicorn, as `manage.py serve` runs it: threads, on loopback, behind whatever proxy the city has."""

import threading
import time
from http.client import HTTPConnection

from django.conf import settings
from django.utils.module_loading import import_string
from gunicorn.app.base import BaseApplication


class Gunicorn(BaseApplication):
    def __init__(self, host: str, port: int):
        self.host, self.port = host, port
        super().__init__(prog="kayoiba")

    def load_config(self) -> None:
        choices = {
            "bind": f"{self.host}:{self.port}",
            "workers": settings.SERVER_WORKERS,
            "threads": settings.SERVER_THREADS,
            "graceful_timeout": 5,
            "reload": settings.DEBUG,
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_worker_init": self.after_start,
        }
        for name, value in choices.items():
            self.cfg.set(name, value)

    def load(self):
        # Not before the workers have parted: only they use the pool.
        return import_string("kayoiba.wsgi.application")

    def after_start(self, worker) -> None:
        if worker.age == 1:
            threading.Thread(target=self.announce, daemon=True).start()

    def announce(self) -> None:
        while not self.is_ready():
            time.sleep(0.1)
        print(f"かよいばを http://{self.host}:{self.port}/ でひらきました。止めるには Ctrl-C を押します。", flush=True)

    def is_ready(self) -> bool:
        connection = HTTPConnection(self.host, self.port, timeout=10)
        try:
            connection.request("GET", "/readyz", headers={"Host": settings.ALLOWED_HOSTS[0].lstrip(".")})
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()
