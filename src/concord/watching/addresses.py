"""Which addresses may be asked: public ones only, told after the name was resolved, for every connection.

A page on the web can send whoever fetches it to the machine itself or its neighbours (a loopback,
private or link-local address, a cloud's metadata service). So the name is resolved here, every address it
has must be public, and the connection goes to the very address that was checked: a name that answers
differently a moment later changes nothing. Addresses within addresses (IPv4 mapped into IPv6, 6to4,
NAT64, Teredo) count as what they lead to.
"""

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from concord.watching.errors import NoAnswer, NotPublic

__all__ = ["AddressPolicy", "Resolver", "system_resolver"]

Resolver = Callable[[str, int], Sequence[str]]  # a host name and a port to its addresses
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
RESOLVER_SECONDS = 20.0
COMPATIBLE = ipaddress.IPv6Network("::/96")  # IPv4-compatible, long out of use
# Not held for private by the standard library of every version that is supported here.
NEVER = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "240.0.0.0/4",
        "fec0::/10",
        "100::/64",
        "2001:db8::/32",
        "3fff::/20",
        "5f00::/16",
    )
)


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """Public addresses, and pairs of address and port that are allowed by name (a test's own server)."""

    allowed: frozenset[tuple[str, int]] = frozenset()

    def checked(self, host: str, port: int, resolve: Resolver, url: str) -> list[str]:
        """The addresses to connect to, each found public.

        Raises:
            NoAnswer: the name has no address.
            NotPublic: one of its addresses is not public.
        """
        try:
            found = [host] if _literal(host) is not None else list(resolve(host, port))
        except (OSError, UnicodeError) as error:
            raise NoAnswer(url, f"the name {host} has no address ({error})") from None
        if not found:
            raise NoAnswer(url, f"the name {host} has no address")
        for text in found:
            if (text, port) not in self.allowed and not is_public(text):
                raise NotPublic(url, f"{host} leads to {text}, which is not a public address")
        return found


def is_public(text: str) -> bool:
    """Whether anybody on the internet may answer at this address; what is no address is not.

    >>> is_public("93.184.215.14"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (True, False, False)
    """
    address = _literal(text)
    if address is None:
        return False
    inner = _inner(address)
    if inner is not None:
        return is_public(str(inner))
    blocked = any(address in network for network in NEVER if network.version == address.version)
    return address.is_global and not (blocked or address.is_multicast or address.is_reserved)


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses that the system's resolver gives, each once.

    It cannot be told to hurry, so it is asked aside and left behind when it takes too long.

    Raises:
        OSError: there is no answer, or none in time.
    """
    answers: queue.Queue[list[str] | OSError] = queue.Queue()
    threading.Thread(target=_resolve, args=(host, port, answers), daemon=True).start()
    try:
        answer = answers.get(timeout=RESOLVER_SECONDS)
    except queue.Empty:
        raise TimeoutError(f"the resolver gave no answer within {RESOLVER_SECONDS:g} seconds") from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def _resolve(host: str, port: int, answers: "queue.Queue[list[str] | OSError]") -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        answers.put(error if isinstance(error, OSError) else OSError(str(error)))
    else:
        answers.put(list(dict.fromkeys(str(entry[4][0]) for entry in found)))


def _literal(text: str) -> Address | None:
    """An address written out; one with a zone (fe80::1%eth0) is never public and is none here."""
    try:
        return ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return None


def _inner(address: Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address within an IPv6 one, where there is one."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if any(address in network for network in NAT64):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address in COMPATIBLE and int(address) > 1:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
