<?php
/* PHP with cURL: put this beside your pages as token.php, and OPENAI_API_KEY in the server's environment.
   It counts by itself, on this machine. A limit of the web server comes before PHP and costs less: limit_req of nginx;
   mod_qos (QS_ClientEventLimitCount) or mod_evasive of Apache, whose mod_ratelimit is about bandwidth and no help. */

const MAX_PER_MINUTE = 10;
const MAX_CLIENTS = 10_000;
const TIME_ZONE = 'Europe/Berlin';

const SESSION = [
    'type' => 'realtime',
    'model' => 'gpt-realtime-2.1',
    'instructions' => 'You help visitors of a flower shop. Answer briefly.',
    'audio' => [
        'input' => ['transcription' => ['model' => 'gpt-transcribe']],
        'output' => ['voice' => 'marin'],
    ],
];

function answer(int $status, array $body): never
{
    http_response_code($status);
    header('Content-Type: application/json');
    header('Cache-Control: no-store');
    echo json_encode($body);
    exit;
}

/** With the time, which a model does not know: "Are you open now?" */
function session(): array
{
    $now = (new DateTime('now', new DateTimeZone(TIME_ZONE)))->format('l, j F Y, H:i');
    return ['instructions' => SESSION['instructions'] . " In the shop it is $now."] + SESSION;
}

/**
 * An IPv4 address, or the /64 network of an IPv6 one, all of which one household has. REMOTE_ADDR is the address of the
 * connection, and no header. Behind a proxy of your own let the web server put the client's there (real_ip of nginx,
 * mod_remoteip of Apache), which know whom to believe; do not read X-Forwarded-For here, which a client can write.
 */
function client(): string
{
    $address = @inet_pton($_SERVER['REMOTE_ADDR'] ?? '');
    if ($address === false) {
        return 'unknown'; // A Unix socket. All such clients share one limit.
    }
    $mapped = str_starts_with($address, "\0\0\0\0\0\0\0\0\0\0\xff\xff");
    return bin2hex(strlen($address) === 4 ? $address : ($mapped ? substr($address, 12) : substr($address, 0, 8)));
}

/** Whether the client asked more than MAX_PER_MINUTE times within a minute. One file has all counts. */
function too_often(string $client): bool
{
    $file = fopen(sys_get_temp_dir() . '/voice-token-' . md5(__FILE__) . '.json', 'c+');
    if (!$file || !flock($file, LOCK_EX)) {
        error_log('Token endpoint: the counts cannot be written.');
        return true; // Nothing is handed out uncounted.
    }
    $now = time();
    $counts = json_decode((string) stream_get_contents($file), true) ?: [];
    $counts = array_filter($counts, fn (array $count): bool => $count[1] > $now);
    [$asked, $until] = $counts["c$client"] ?? [0, $now + 60];
    unset($counts["c$client"]);
    $counts = array_slice($counts, 1 - MAX_CLIENTS);
    $counts["c$client"] = [$asked + 1, $until];
    ftruncate($file, 0);
    rewind($file);
    fwrite($file, json_encode($counts));
    fclose($file);
    return $asked >= MAX_PER_MINUTE;
}

$upstream = getenv('TOKEN_UPSTREAM') ?: 'https://api.openai.com/v1/realtime/client_secrets';
$key = trim((string) getenv('OPENAI_API_KEY')); // A file ends with a line break, which no header takes.
$origin = parse_url($_SERVER['HTTP_ORIGIN'] ?? '');
$host = ($origin['host'] ?? '') . (isset($origin['port']) ? ':' . $origin['port'] : '');

if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
    answer(405, ['error' => ['code' => 'method-not-allowed']]);
}
if ($host === '' || $host !== ($_SERVER['HTTP_HOST'] ?? null)) {
    // On a port of its own behind nginx, whose fastcgi_params may leave the port out of HTTP_HOST, add after them
    // `fastcgi_param HTTP_HOST $host:$server_port;`
    // No more than MAX_PER_MINUTE lines a minute: a visitor can make up any number.
    if (!too_often('refused origins')) {
        error_log('Token endpoint: origin-refused. Origin: ' . ($_SERVER['HTTP_ORIGIN'] ?? 'none')
            . ', HTTP_HOST: ' . ($_SERVER['HTTP_HOST'] ?? 'none'));
    }
    answer(403, ['error' => ['code' => 'origin-refused']]);
}
if (too_often(client())) {
    header('Retry-After: 60');
    answer(429, ['error' => ['code' => 'rate-limited']]);
}
if (!$key) {
    error_log('Token endpoint: OPENAI_API_KEY is not set.');
    answer(500, ['error' => ['code' => 'internal']]);
}

$request = curl_init($upstream);
curl_setopt_array($request, [
    CURLOPT_POST => true,
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => 8,
    CURLOPT_HTTPHEADER => ['Authorization: Bearer ' . $key, 'Content-Type: application/json'],
    CURLOPT_POSTFIELDS => json_encode([
        'session' => session(),
        'expires_after' => ['anchor' => 'created_at', 'seconds' => 60],
    ]),
]);
$minted = json_decode((string) curl_exec($request), true);
$status = curl_getinfo($request, CURLINFO_RESPONSE_CODE);
if ($status !== 200 || !is_string($minted['value'] ?? null)) {
    // The page is not told more. curl_error() says what was wrong with name, connection or certificate.
    error_log("Token endpoint: the upstream answered $status. " . curl_error($request));
    answer(502, ['error' => ['code' => 'upstream-refused']]);
}
answer(200, ['value' => $minted['value'], 'expires_at' => $minted['expires_at'] ?? null]);
