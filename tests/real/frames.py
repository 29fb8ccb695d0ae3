#!/usr/bin/env python3
"""A network of TAP devices that loses, delays and reorders frames, as a seed decides, and that can be cut in two.

Usage: frames.py SEED TAP...    devices that exist; each is a port of one switch that sends every frame to all others.
Reads commands, one a line, from standard input, and answers each with "ok":
  loss SHARE            that share of frames is lost, 0 to 1
  delay BASE JITTER     a frame takes BASE to BASE + JITTER milliseconds, each its own: with jitter frames overtake
  cut TAP...            frames cross between these and the others no more
  heal                  nothing is cut, lost or delayed
  tell                  how many frames there were, were lost, and overtook another
"""
import fcntl
import heapq
import os
import random
import selectors
import struct
import sys
import time

TUNSETIFF = 0x400454CA
IFF_TAP, IFF_NO_PI = 0x0002, 0x1000


def open_tap(name):
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TAP | IFF_NO_PI))
    return device


class Network:
    def __init__(self, seed, names):
        self.random = random.Random(seed)
        self.ports = {name: open_tap(name) for name in names}
        self.under_way = []
        self.number = self.frames = self.lost = self.overtook = 0
        self.latest = {}
        self.heal()

    def heal(self):
        self.loss = self.base = self.jitter = 0.0
        self.cut = frozenset()

    def obey(self, words):
        match words:
            case ["loss", share]:
                self.loss = float(share)
            case ["delay", base, jitter]:
                self.base, self.jitter = float(base) / 1000, float(jitter) / 1000
            case ["cut", *names]:
                self.cut = frozenset(names)
            case ["heal"]:
                self.heal()
            case ["tell"]:
                print(f"{self.frames} frames, {self.lost} lost, {self.overtook} overtook another", flush=True)
            case _:
                sys.exit(f"frames.py: loss, delay, cut, heal or tell is expected, found: {' '.join(words)}")
        print("ok", flush=True)

    def take(self, source, frame):
        for target in self.ports:
            if target == source or (target in self.cut) != (source in self.cut):
                continue
            self.frames += 1
            if self.random.random() < self.loss:
                self.lost += 1
                continue
            due = time.monotonic() + self.base + self.jitter * self.random.random()
            pair = (source, target)
            self.overtook += due < self.latest.get(pair, 0)
            self.latest[pair] = max(due, self.latest.get(pair, 0))
            self.number += 1
            heapq.heappush(self.under_way, (due, self.number, target, frame))

    def deliver(self):
        while self.under_way and self.under_way[0][0] <= time.monotonic():
            _, _, target, frame = heapq.heappop(self.under_way)
            try:
                os.write(self.ports[target], frame)
            except (BlockingIOError, OSError):
                self.lost += 1
        return max(0, self.under_way[0][0] - time.monotonic()) if self.under_way else None


def main():
    network = Network(int(sys.argv[1]), sys.argv[2:])
    ready = selectors.DefaultSelector()
    for name, device in network.ports.items():
        ready.register(device, selectors.EVENT_READ, name)
    ready.register(sys.stdin, selectors.EVENT_READ, None)
    print("ok", flush=True)
    while True:
        for key, _ in ready.select(network.deliver()):
            if key.data is None:
                line = sys.stdin.readline()
                if not line:
                    return
                network.obey(line.split())
                continue
            try:
                while True:
                    network.take(key.data, os.read(key.fd, 65536))
            except BlockingIOError:
                pass
            except OSError:
                ready.unregister(key.fd)


if __name__ == "__main__":
    main()
