/** The answer to a sum of two numbers in a sentence. */
export function calculate(text: string): string | undefined {
  const match = /(\d+(?:\.\d+)?)\s*([-+*/x×÷]|plus|minus|times|divided by)\s*(\d+(?:\.\d+)?)/iu.exec(text);
  if (!match) return undefined;
  const left = Number(match[1]);
  const right = Number(match[3]);
  switch (match[2]!.toLowerCase()) {
    case '+':
    case 'plus':
      return `That makes ${left + right}.`;
    case '-':
    case 'minus':
      return `That leaves ${left - right}.`;
    case '/':
    case '÷':
    case 'divided by':
      return right === 0
        ? 'Nobody can divide by zero.'
        : `That is ${Math.round((left / right) * 1000) / 1000}.`;
    default:
      return `That makes ${left * right}.`;
  }
}
