import { refuse, success } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { BodyMember, BodyShape } from '../body-shape.ts';
import { checkFieldTypes, learnFieldTypes, fieldRefusal } from '../field-types.ts';
import type { JsonObject } from '../json-value.ts';
import { recordEvent, trackedEvent } from '../record-event.ts';
import { checkedUpdate } from '../update-user.ts';
import type { UserRow } from '../update-user.ts';
import type { Profile } from '../profile.ts';
import type { Route, World } from '../world.ts';
import { longestEventId } from './event-routes.ts';

interface PurchaseBody {
  user: UserRow;
  items: JsonObject[];
  total: number;
  id?: string | null;
  /** Unix seconds */
  createdAt?: number | null;
  dataFields?: JsonObject | null;
  campaignId?: number | null;
  templateId?: number | null;
}

const user: BodyMember = {
  members: {
    email: 'string?',
    userId: 'string?',
    preferUserId: 'boolean?',
    dataFields: 'object?',
    mergeNestedObjects: 'boolean?',
    createNewFields: 'boolean?',
  },
};

const item: BodyShape = {
  id: 'string',
  name: 'string',
  price: 'number',
  quantity: 'integer',
  sku: 'string?',
  description: 'string?',
  categories: { each: 'string', optional: true },
  imageUrl: 'string?',
  url: 'string?',
  dataFields: 'object?',
};

/** The checked update of the buyer. The text for a missing identity is as recorded. */
function buyerUpdate(world: World, buyer: UserRow, shoppingCartItems: JsonObject[] | null): Answer | (() => Profile) {
  if (!buyer.email && !buyer.userId) {
    const msg = 'Either email or userId must be set: ApiUserUpdateRequest(None,None,None,None)';
    return refuse(400, 'BadParams', msg);
  }
  return checkedUpdate(world, buyer, { shoppingCartItems });
}

function updateCart(world: World, { user: buyer, items }: Pick<PurchaseBody, 'user' | 'items'>): Answer {
  const write = buyerUpdate(world, buyer, items);
  if (typeof write !== 'function') return write;
  write();
  return success();
}

/** Stores the purchase, or changes the one of the same id, writes the buyer and empties the cart. */
function trackPurchase(world: World, body: PurchaseBody): Answer {
  const { id, items, total } = body;
  if (typeof id === 'string' && Buffer.byteLength(id) > longestEventId) {
    return refuse(400, 'BadParams', `The id is longer than ${longestEventId} bytes`);
  }
  const write = buyerUpdate(world, body.user, null);
  if (typeof write !== 'function') return write;
  const dataFields = { ...body.dataFields, shoppingCartItems: items, total };
  const check = checkFieldTypes(world.state.fieldTypes, [{ scope: 'purchase', dataFields }]);
  const misfit = fieldRefusal(world.state.projectId, check, true);
  if (misfit) return misfit;
  learnFieldTypes(world.state.fieldTypes, check.created);
  const { email, userId } = write();
  const what = { eventType: 'purchase', eventName: 'purchase', email, userId, dataFields };
  recordEvent(world.state, trackedEvent(body, what, world.now()));
  return success();
}

/** Purchases and carts. */
export const commerceRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/commerce/trackPurchase',
    body: {
      user,
      items: { each: item },
      total: 'number',
      id: 'string?',
      createdAt: 'integer?',
      dataFields: 'object?',
      campaignId: 'integer?',
      templateId: 'integer?',
    },
    clientKeys: true,
    handle: (world, call) => trackPurchase(world, call.body as unknown as PurchaseBody),
  },
  {
    method: 'POST',
    path: '/api/commerce/updateCart',
    body: { user, items: { each: item } },
    clientKeys: true,
    handle: (world, call) => updateCart(world, call.body as unknown as PurchaseBody),
  },
];
