<?php
/* GPT-Live in PHP with cURL: put this beside your pages as session.php, and OPENAI_API_KEY in the server's environment.
   It counts by itself, on this machine; token.php says more about limits, and about the address of a client. */

const MAX_PER_MINUTE = 10;
const MAX_CLIENTS = 10_000;
const MAX_BODY_BYTES = 65_536;
const MAX_HISTORY_BYTES = 8_000;
const TIME_ZONE = 'Europe/Berlin';

const SESSION = [
    'model' => 'gpt-live-1',
    'instructions' => 'You help visitors of a flower shop. Answer briefly.',
    'audio' => ['output' => ['voice' => 'marin']],
    'delegation' => ['type' => 'client'],
    // Without this list the page may send everything, new instructions included.
    'client' => ['data_channel' => ['allowed_client_events' => [
        'session.input_audio.mute',
        'session.input_audio.unmute',
        'session.thinking.append',
        'session.commentary.append',
        'session.close',
    ]]],
];

function answer(int $status, array $body): never
{
    http_response_code($status);
    header('Content-Type: application/json');
    header('Cache-Control: no-store');
    echo json_encode($body);
    exit;
}

function refuse(int $status, string $code, string $why = ''): never
{
    if ($why) {
        error_log("Session endpoint: $code. $why");
    }
    answer($status, ['error' => ['code' => $code]]);
}

/** With the time, which a model does not know, and what was said. */
function session(array $input): array
{
    $now = (new DateTime('now', new DateTimeZone(TIME_ZONE)))->format('l, j F Y, H:i');
    return ['instructions' => SESSION['instructions'] . " In the shop it is $now.", 'input' => $input] + SESSION;
}

/** The newest of what the page says was said. Never as a developer: a page must not speak to the model as this server does. */
function input(mixed $history): array
{
    if (!is_array($history) || count($history) > 128) {
        refuse(400, 'bad-request');
    }
    $input = [];
    $bytes = 0;
    foreach (array_reverse($history) as $turn) {
        [$role, $text] = [$turn['role'] ?? null, $turn['text'] ?? null];
        if (!in_array($role, ['user', 'assistant'], true) || !is_string($text)) {
            refuse(400, 'bad-request');
        }
        $bytes += strlen($text) + 16;
        if ($bytes <= MAX_HISTORY_BYTES && trim($text) !== '') {
            $type = $role === 'user' ? 'input_text' : 'output_text';
            array_unshift($input, ['type' => 'message', 'role' => $role, 'content' => [['type' => $type, 'text' => $text]]]);
        }
    }
    return $input;
}

/** As in token.php: REMOTE_ADDR, IPv6 by /64 network. */
function client(): string
{
    $address = @inet_pton($_SERVER['REMOTE_ADDR'] ?? '');
    if ($address === false) {
        return 'unknown';
    }
    $mapped = str_starts_with($address, "\0\0\0\0\0\0\0\0\0\0\xff\xff");
    return bin2hex(strlen($address) === 4 ? $address : ($mapped ? substr($address, 12) : substr($address, 0, 8)));
}

/** As in token.php: whether the client asked more than MAX_PER_MINUTE times within a minute. */
function too_often(string $client): bool
{
    $file = fopen(sys_get_temp_dir() . '/voice-session-' . md5(__FILE__) . '.json', 'c+');
    if (!$file || !flock($file, LOCK_EX)) {
        error_log('Session endpoint: the counts cannot be written.');
        return true;
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

$origin = parse_url($_SERVER['HTTP_ORIGIN'] ?? '');
$host = ($origin['host'] ?? '') . (isset($origin['port']) ? ':' . $origin['port'] : '');
$key = getenv('OPENAI_API_KEY');

if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
    refuse(405, 'method-not-allowed');
}
if ($host === '' || $host !== ($_SERVER['HTTP_HOST'] ?? null)) {
    refuse(403, 'origin-refused', 'Origin: ' . ($_SERVER['HTTP_ORIGIN'] ?? 'none'));
}
if (!preg_match('~^application/json\s*(;|$)~i', $_SERVER['CONTENT_TYPE'] ?? '')) {
    refuse(415, 'unsupported-media-type');
}
$body = (string) file_get_contents('php://input', length: MAX_BODY_BYTES + 1);
if (strlen($body) > MAX_BODY_BYTES) {
    refuse(413, 'body-too-large');
}
$offer = json_decode($body, true);
$sdp = $offer['sdp'] ?? null;
if (($offer['type'] ?? null) !== 'offer' || !is_string($sdp) || !preg_match('/^v=0\r?\n.*\nm=audio /s', $sdp)) {
    refuse(400, 'bad-request');
}
$input = input($offer['history'] ?? []);
if (too_often(client())) {
    header('Retry-After: 60');
    refuse(429, 'rate-limited');
}
if (!$key) {
    refuse(500, 'internal', 'OPENAI_API_KEY is not set.');
}

$request = curl_init(getenv('SESSION_UPSTREAM') ?: 'https://api.openai.com/v1/live/sessions');
curl_setopt_array($request, [
    CURLOPT_POST => true,
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => 8,
    CURLOPT_HTTPHEADER => ['Authorization: Bearer ' . $key, 'Content-Type: application/json'],
    CURLOPT_POSTFIELDS => json_encode([
        'session' => session($input),
        'transport' => ['type' => 'webrtc', 'sdp' => $sdp],
    ]),
]);
$made = json_decode((string) curl_exec($request), true);
$status = curl_getinfo($request, CURLINFO_RESPONSE_CODE);
[$id, $answer] = [$made['session']['id'] ?? null, $made['transport']['sdp'] ?? null];
if ($status < 200 || $status > 299 || !is_string($id) || !is_string($answer)) {
    // The page is not told more, and nothing is asked again: each session costs 15 seconds at once.
    refuse(502, 'upstream-refused', "The upstream answered $status. " . curl_error($request));
}
answer(201, ['session' => ['id' => $id], 'transport' => ['type' => 'webrtc', 'sdp' => $answer]]);
