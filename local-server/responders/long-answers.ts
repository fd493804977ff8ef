const unitNames = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const teenNames = [
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const tensNames = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety', 'hundred'];

/** Long enough to be talked over, in groups of five numbers a sentence. */
export function countTo(word: string): string {
  const target = Math.min(100, parseNumber(word) ?? 10);
  const numbers = Array.from({length: target}, (_, index) => nameOf(index + 1));
  const groups: string[] = [];
  for (let start = 0; start < numbers.length; start += 5)
    groups.push(numbers.slice(start, start + 5).join(', '));
  return `${groups.map(group => group[0]!.toUpperCase() + group.slice(1)).join('. ')}.`;
}

/** A number in digits, or from one to a hundred in words. */
export function parseNumber(word: string): number | undefined {
  const digits = Number.parseInt(word, 10);
  if (digits > 0) return digits;
  const index = Array.from({length: 101}, (_, number) => nameOf(number)).indexOf(word.toLowerCase());
  return index > 0 ? index : undefined;
}

function nameOf(number: number): string {
  if (number <= 10) return unitNames[number]!;
  if (number < 20) return teenNames[number - 11]!;
  const ones = number % 10;
  const tens = number === 100 ? 'one hundred' : tensNames[Math.floor(number / 10) - 2]!;
  return ones === 0 ? tens : `${tens} ${unitNames[ones]!}`;
}

/** About half a minute. */
export const story = [
  'Once upon a time, a small robot lived at the edge of a wide forest.',
  'It had no eyes, but it could hear better than anybody else.',
  'Every morning it listened to the birds, and every evening it told the trees what it had heard.',
  'One day a child got lost among the old oaks, and called for help.',
  'The robot heard the call from far away, and answered: follow my voice!',
  'So the child walked towards the voice, step by step, until the forest ended.',
  'Since that day the two have talked every evening.',
  'And whenever the child interrupts, the robot stops, and listens.',
].join(' ');
