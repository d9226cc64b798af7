# Varnish (7.0 or later) in front of Openly. DEPLOYING.md, “A cache in front”, says how to start it,
# what each header means and how to make it forget.
vcl 4.1;

import std;

backend openly {
    .host = "127.0.0.1";
    .port = "8000";
    .connect_timeout = 2s;
    .first_byte_timeout = 10s;
    .probe = { .url = "/healthz"; .interval = 5s; .timeout = 2s; .initial = 3; }
}

# Who may make it forget, and from where X-Forwarded-Proto is believed: a server for TLS, on this machine.
acl here {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.restarts == 0) {
        unset req.http.Openly-Fresh;
        unset req.http.Openly-Stale;
    }
    if (req.method == "PURGE") {
        # A socket of its own: behind a server for TLS every reader seems to come from here.
        if (local.socket != "purge" || client.ip !~ here) {
            return (synth(405, "Not allowed"));
        }
        call forget;
    }

    # The site needs none of these, and nobody shall see another's.
    unset req.http.Authorization;
    unset req.http.Cookie;
    unset req.http.X-Forwarded-For;
    unset req.http.X-Forwarded-Prefix;
    set req.http.X-Forwarded-Host = req.http.Host;
    if (client.ip !~ here || req.http.X-Forwarded-Proto != "https") {
        set req.http.X-Forwarded-Proto = "http";
    }

    # One word, so that each page is kept once an encoding.
    std.collect(req.http.Accept-Encoding);
    if (req.http.Accept-Encoding ~ "(?i)(?:^|,)\s*br\s*(?:$|,|;\s*q=(?!0(?:\.0*)?\s*(?:$|,)))") {
        set req.http.Accept-Encoding = "br";
    } elseif (req.http.Accept-Encoding ~ "(?i)(?:^|,)\s*zstd\s*(?:$|,|;\s*q=(?!0(?:\.0*)?\s*(?:$|,)))") {
        set req.http.Accept-Encoding = "zstd";
    } elseif (req.http.Accept-Encoding ~ "(?i)(?:^|,)\s*gzip\s*(?:$|,|;\s*q=(?!0(?:\.0*)?\s*(?:$|,)))") {
        set req.http.Accept-Encoding = "gzip";
    } else {
        unset req.http.Accept-Encoding;
    }

    # What a reader searched for is kept nowhere; the start (below a path: that) is each reader's own.
    if (req.url ~ "[?&]search=" || req.url == "/") {
        return (pass);
    }
    # The site ignores every other parameter, so they make no second copy of a page.
    if (req.url ~ "^[^?&]*\?") {
        set req.url = regsuball(req.url, "(?<=[?&])(?!(?:place|near|topic|channel|for)=[^&])[^&]*(?:&|$)", "");
        set req.url = std.querysort(regsub(req.url, "[?&]+$", ""));
    }

    if (req.http.Openly-Fresh) {
        set req.grace = 0s;
    } else {
        set req.grace = 365d;
    }
}

sub vcl_hash {
    hash_data(req.http.X-Forwarded-Proto);
}

# PURGE /en/help/GB/ forgets that address with every query and encoding, PURGE /en/* all that begins so.
sub forget {
    if (req.url ~ "\*$") {
        ban("obj.http.Openly-Path ~ ^\Q" + regsub(req.url, "\*$", "") + "\E");
    } else {
        ban("obj.http.Openly-Path == " + regsub(req.url, "\?.*$", ""));
    }
    return (synth(200, "Forgotten"));
}

sub vcl_hit {
    # Too old even to be shown while a new one is fetched: only an origin that fails excuses it.
    if (obj.ttl + std.duration(obj.http.Openly-While, 0s) < 0s
        && !req.http.Openly-Stale && std.healthy(req.backend_hint)) {
        set req.http.Openly-Fresh = "yes";
        return (restart);
    }
}

sub vcl_backend_fetch {
    # It failed a moment ago.
    if (bereq.is_bgfetch && bereq.http.Openly-Stale) {
        return (abandon);
    }
    unset bereq.http.Openly-Fresh;
    unset bereq.http.Openly-Stale;
}

sub vcl_backend_response {
    if (beresp.status >= 500) {
        # What is kept is better; Varnish would drop it for any answer.
        return (error(503, "Service unavailable"));
    }
    # RFC 9213: what is said to the deployer's own caches comes before what is said to browsers.
    set beresp.http.Openly-Lifetime = beresp.http.Cache-Control;
    if (beresp.http.CDN-Cache-Control) {
        set beresp.http.Openly-Lifetime = beresp.http.CDN-Cache-Control;
    }
    set beresp.ttl = std.duration(
        regsub(beresp.http.Openly-Lifetime, "(?i)^.*\bmax-age=(\d+).*$", "\1s"), 0s);
    set beresp.ttl = std.duration(
        regsub(beresp.http.Openly-Lifetime, "(?i)^.*\bs-maxage=(\d+).*$", "\1s"), beresp.ttl);
    if (beresp.ttl <= 0s || beresp.http.Set-Cookie
        || beresp.http.Openly-Lifetime ~ "(?i)no-store|no-cache|private") {
        # For a second, so that those who wait for the same need not queue.
        set beresp.uncacheable = true;
        set beresp.ttl = 1s;
        set beresp.grace = 0s;
        return (deliver);
    }
    set beresp.http.Openly-While =
        regsub(beresp.http.Openly-Lifetime, "(?i)^.*\bstale-while-revalidate=(\d+).*$", "\1s");
    set beresp.grace = std.duration(
        regsub(beresp.http.Openly-Lifetime, "(?i)^.*\bstale-if-error=(\d+).*$", "\1s"),
        std.duration(beresp.http.Openly-While, 0s));
    set beresp.http.Openly-Path = regsub(bereq.url, "\?.*$", "");
    return (deliver);
}

sub vcl_deliver {
    if (req.http.Openly-Fresh && !req.http.Openly-Stale && resp.status >= 500) {
        # The origin fails just now, and something older is kept.
        unset req.http.Openly-Fresh;
        set req.http.Openly-Stale = "yes";
        return (restart);
    }
    set resp.http.Cache-Status = "varnish; fwd=miss";
    if (obj.hits > 0) {
        set resp.http.Cache-Status = "varnish; hit";
        if (obj.ttl < 0s) {
            set resp.http.Cache-Status = "varnish; hit; detail=stale";
        }
    }
    unset resp.http.CDN-Cache-Control;
    unset resp.http.Openly-Lifetime;
    unset resp.http.Openly-Path;
    unset resp.http.Openly-While;
    unset resp.http.Via;
    unset resp.http.X-Varnish;
}

sub vcl_backend_error {
    # A failure that is kept would hide the page that was kept before it.
    set beresp.ttl = 0s;
    set beresp.grace = 0s;
    set beresp.keep = 0s;
    set beresp.http.Content-Type = "text/html; charset=utf-8";
    set beresp.http.Content-Security-Policy = "default-src 'none'";
    set beresp.http.Cache-Control = "no-store";
    set beresp.http.Retry-After = "30";
    set beresp.body = {"<!doctype html>
<html lang="en">
<title>Something went wrong on our side · Openly</title>
<h1>Something went wrong on our side</h1>
<p>Please try again in a moment.
If you are in danger, call the emergency number of the country where you are.</p>
"};
    return (deliver);
}
