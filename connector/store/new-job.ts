/** A job to be made. */
export interface NewJob {
  id: string;
  recipeId: string;
  recipe: string;
  version: number;
  /** jobs of one key run one after the other, in the order in which they were made; left out = no order */
  orderKey?: string;
}
