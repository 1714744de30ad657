import { useMutation } from '@tanstack/react-query';

import { answerOf, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.d.ts';
import type { Json } from '../../api/types.ts';
import { useBuilder } from './builder-context.ts';

type TestAnswer = paths['/recipes/test']['post']['responses'][200]['content']['application/json'];
export type RecipeTestResult = TestAnswer;
export type TestedStep = TestAnswer['steps'][number];
export type TestCalls = 'none' | 'reads' | 'all' | string[];

export interface TestWish {
  calls: TestCalls;
  /** id of the last step to test */
  until?: string;
}

/** Tests the document as it stands, against the chosen sample. What steps really gave becomes the sample of later ones. */
export function useRecipeTest() {
  const { document, sample } = useBuilder();
  return useMutation({
    mutationFn: ({ calls, until }: TestWish) => {
      const tested = [...sample.outputs].filter(([, { origin }]) => origin === 'tested');
      return answerOf(
        api.POST('/recipes/test', {
          body: {
            document: document as unknown as Json,
            ...(sample.kind === 'example' ? {} : sample.body),
            calls,
            outputs: Object.fromEntries(tested.map(([id, { value }]) => [id, value])),
            ...(until === undefined ? {} : { until }),
          } as never,
        }),
      );
    },
    onSuccess: ({ steps }) => {
      const called = steps.filter(({ source, outcome }) => source === 'called' && outcome === 'success');
      sample.learn(Object.fromEntries(called.map(({ stepId, output }) => [stepId, output as Json])));
    },
  });
}
