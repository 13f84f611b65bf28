# Scrapy. python3 scrapy_peer.py SITE CONCURRENCY OUTPUT. Orders come in as lines ("run 1000") and answers go out as lines,
# as with the other peers. What it reads goes to one file of JSON lines by its own feed export.
import os
import sys
import threading
import time

import scrapy
from scrapy.crawler import CrawlerRunner
from scrapy.utils.log import configure_logging
from twisted.internet import reactor

SITE, CONCURRENCY, OUTPUT = sys.argv[1], int(sys.argv[2]), sys.argv[3]

SETTINGS = {
    "ROBOTSTXT_OBEY": False,
    "DOWNLOAD_DELAY": 0,
    "CONCURRENT_REQUESTS": CONCURRENCY,
    "CONCURRENT_REQUESTS_PER_DOMAIN": CONCURRENCY,
    "AUTOTHROTTLE_ENABLED": False,
    "COOKIES_ENABLED": False,
    "RETRY_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "LOG_LEVEL": "ERROR",
    "REQUEST_FINGERPRINTER_IMPLEMENTATION": "2.7",
    "FEEDS": {OUTPUT: {"format": "jsonlines", "overwrite": True}},
}


class Pages(scrapy.Spider):
    name = "pages"

    def __init__(self, jobs):
        super().__init__()
        self.jobs = jobs

    def start_requests(self):
        for n in range(self.jobs):
            yield scrapy.Request(f"{SITE}/p/{n}", dont_filter=True)

    def parse(self, response):
        text = " ".join(response.xpath("//body//text()[not(ancestor::script) and not(ancestor::style)]").getall())
        yield {
            "url": response.url,
            "status": response.status,
            "title": response.xpath("//title/text()").get(),
            "description": response.xpath("//meta[@name='description']/@content").get(),
            "h1": response.xpath("//h1/text()").get(),
            "canonical": response.xpath("//link[@rel='canonical']/@href").get(),
            "language": response.xpath("/html/@lang").get(),
            "words": len(text.split()),
            "links": len(response.xpath("//a/@href").getall()),
            "emails": response.xpath("//a[starts-with(@href, 'mailto:')]/@href").getall(),
            "text": text,
        }


def answer(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def crawl(jobs):
    begun = time.perf_counter()
    crawling = CrawlerRunner(SETTINGS).crawl(Pages, jobs=jobs)

    def done(_):
        milliseconds = (time.perf_counter() - begun) * 1000
        with open(OUTPUT, encoding="utf-8") as lines:
            stored = sum(1 for _ in lines)
        answer(f"ok {milliseconds}" if stored == jobs else f"failed {stored} of {jobs} pages are stored")

    crawling.addCallbacks(done, lambda failure: answer("failed " + failure.getErrorMessage().replace("\n", " ")))


def obey():
    for line in sys.stdin:
        order, jobs = line.split()
        if order == "run":
            reactor.callFromThread(crawl, int(jobs))
        else:
            if order == "fill" and os.path.exists(OUTPUT):
                os.remove(OUTPUT)
            answer("ok 0")
    reactor.callFromThread(reactor.stop)


configure_logging({"LOG_LEVEL": "ERROR"})
threading.Thread(target=obey, daemon=True).start()
reactor.run()
